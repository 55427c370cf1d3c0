package org.dl4jvision.report.page.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.report.page.Block;
import org.dl4jvision.report.page.Commands;
import org.dl4jvision.report.page.Section;

/**
 * How to repeat the run, and to go on with it.
 *
 * @param began its command line; null where there was none
 */
record CommandsSection(String began) implements RunSection {

  @Override
  public Optional<Section> of(RunView run) {
    List<Block> blocks = new ArrayList<>();
    if (began != null) {
      blocks.add(new Commands("As it was started", List.of(began)));
    }
    List<String> lines = new ArrayList<>();
    String folder = run.folder().path().toString();
    if (run.model().get("task") instanceof String task) {
      lines.add(tool("train", task, "--config", run.folder().configurationFile().toString()));
      lines.add(tool("train", task, "--resume", folder));
    }
    lines.add(tool("evaluate", folder));
    lines.add(tool("predict", folder, "IMAGES"));
    blocks.add(new Commands("Train the same again, go on, measure, use", lines));
    return Optional.of(new Section("Commands", blocks));
  }

  private static String tool(String... words) {
    List<String> all = new ArrayList<>(List.of("./dl4j-vision"));
    all.addAll(List.of(words));
    return Commands.line(all);
  }
}
