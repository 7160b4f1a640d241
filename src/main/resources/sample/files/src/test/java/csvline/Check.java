// SPDX-License-Identifier: MIT
package csvline;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Runs every method without parameters of the test classes; the name of a method says what holds. */
public final class Check {
  private static final List<Class<?>> TESTS = List.of(CsvLineTest.class, DialectTest.class);

  private Check() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    int passed = 0;
    int failed = 0;
    for (Class<?> test : TESTS) {
      Method[] methods = test.getDeclaredMethods();
      Arrays.sort(methods, Comparator.comparing(Method::getName));
      for (Method method : methods) {
        if (method.isSynthetic() || method.getParameterCount() > 0) {
          continue;
        }
        try {
          method.invoke(test.getDeclaredConstructor().newInstance());
          passed++;
        } catch (InvocationTargetException e) {
          failed++;
          System.out.println("FAILED " + test.getSimpleName() + "." + method.getName());
          System.out.println("  " + e.getCause());
        }
      }
    }
    System.out.println(passed + " passed, " + failed + " failed");
    System.exit(failed == 0 ? 0 : 1);
  }

  static void same(Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new AssertionError("expected <" + expected + "> but was <" + actual + ">");
    }
  }
}
