package dev.gatehand;

import dev.gatehand.agent.Probe;
import dev.gatehand.gate.Consultation;
import dev.gatehand.gate.Judge;
import dev.gatehand.gate.ModelJudge;
import dev.gatehand.llm.GuardedModel;
import dev.gatehand.model.Model;
import dev.gatehand.model.Outages;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Judge and the probe of a node. One that does not answer is left alone by all tasks at once,
 * whichever of the two noticed first.
 *
 * @param judge a model, or, where none is configured, whatever person is asked
 */
record SecondOpinion(Judge judge, Probe probe) {

  /** Where no model is configured. */
  static SecondOpinion none(InstantSource clock) {
    return new SecondOpinion(new PersonJudge(), Probe.bySigns(clock));
  }

  static SecondOpinion of(
      Optional<JudgeModels> models,
      Outages outages,
      Consumer<Consultation> counted,
      InstantSource clock) {
    if (models.isEmpty()) {
      return none(clock);
    }
    Model quick = guarded(models.get().quick(), outages, clock);
    Model thorough = guarded(models.get().thorough(), outages, clock);
    return new SecondOpinion(
        new ModelJudge(quick, thorough, clock, counted), Probe.with(quick, clock));
  }

  /** Under a name of its own: the agent's model may be the same one, and answer. */
  private static Model guarded(Model model, Outages outages, InstantSource clock) {
    return new GuardedModel(model, "judge " + model.name(), outages, clock);
  }
}
