package org.dl4jvision.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jvision.check.RegistryAssertions;
import org.junit.jupiter.api.Test;

/** No task is forgotten: each class is registered, and tested by its base test. */
class TasksTest {

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void everyTaskIsRegisteredAndTested() throws ClassNotFoundException {
    RegistryAssertions.assertComplete(
        "org.dl4jvision.task",
        Task.class,
        (org.dl4jvision.check.Registry) Tasks.REGISTRY,
        BaseTaskTestCase.class);
  }

  @Test
  void tasksHaveNames() {
    assertEquals(List.of("detection", "segmentation"), Tasks.REGISTRY.names());
  }
}
