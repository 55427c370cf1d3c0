package org.dl4jvision.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.dl4jvision.data.augmentation.AugmentationType.OptionType;
import org.dl4jvision.report.MarkedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tables of {@code docs/augmentation.md} are made from the registry. {@code mvn test
 * -Dtest=AugmentationPageTest -Daugmentation.write=true} makes them anew.
 */
class AugmentationPageTest {

  private static final Path PAGE = Path.of("docs/augmentation.md");

  @TempDir Path folder;

  @Test
  void isMadeOfTheRegistry() throws IOException {
    Path copy = Files.copy(PAGE, folder.resolve("page.md"));
    MarkedText.replace(copy, "presets", table(Preset.class::isInstance));
    MarkedText.replace(copy, "changes", table(ChangeType.class::isInstance));
    if (Boolean.getBoolean("augmentation.write")) {
      Files.writeString(PAGE, Files.readString(copy));
    }
    assertEquals(
        Files.readString(PAGE),
        Files.readString(copy),
        PAGE
            + " is stale; make it anew: mvn test -Dtest=AugmentationPageTest"
            + " -Daugmentation.write=true");
  }

  private static String table(Predicate<AugmentationType> wanted) {
    StringBuilder table = new StringBuilder("| name | what, and when | options | paper |\n");
    table.append("|---|---|---|---|\n");
    for (AugmentationType type : Augmentations.REGISTRY.all()) {
      if (wanted.test(type)) {
        List<String> options = type.options().stream().map(AugmentationPageTest::option).toList();
        table.append(
            "| `%s` | %s | %s | %s |\n"
                .formatted(type.name(), type.help(), String.join("; ", options), type.paper()));
      }
    }
    return table.toString();
  }

  private static String option(OptionType option) {
    return "`%s=%s` %s".formatted(option.name(), option.defaultValue(), option.help());
  }
}
