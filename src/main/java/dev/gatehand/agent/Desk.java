package dev.gatehand.agent;

import dev.gatehand.gate.Containment;
import dev.gatehand.journal.TaskLog;
import dev.gatehand.model.Message;
import dev.gatehand.policy.Policy;
import dev.gatehand.workspace.Workspace;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What an engine works with in one task.
 *
 * @param repositoryId stable id at the forge
 * @param mail whether somebody said something to the task that it has not heard yet
 * @param opening the first message of the conversation: our words, with the thread as marked data
 */
public record Desk(
    TaskLog log,
    Workspace workspace,
    Policy policy,
    String repositoryId,
    Containment containment,
    Message.User opening,
    Approvals approvals,
    Supplier<Spending> spending,
    BooleanSupplier mail) {}
