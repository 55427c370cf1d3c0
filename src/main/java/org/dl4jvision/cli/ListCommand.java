package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dl4jvision.check.Named;
import org.dl4jvision.check.Registry;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.registry.LossType;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.task.Tasks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows everything that can be asked for by name. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Show what can be asked for by name: all of it, or one kind.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision list           all kinds",
      "  dl4j-vision list encoders  what --encoder and --backbone take",
      "  dl4j-vision list --json    for a program"
    })
final class ListCommand implements Callable<Integer> {

  /** The kinds: a new registry is a line here. */
  private static final Registry<Kind> KINDS =
      new Registry<>(
          "list",
          "lists",
          new Kind("decoders", () -> Stream.of(Decoders.REGISTRY)),
          new Kind("encoders", () -> Stream.of(Encoders.REGISTRY)),
          new Kind("formats", () -> Stream.of(AnnotationFormats.REGISTRY)),
          new Kind("heads", () -> Stream.of(Heads.REGISTRY)),
          new Kind("losses", () -> Stream.of(losses())),
          new Kind(
              "metrics",
              () -> Tasks.REGISTRY.all().stream().map(task -> task.columns().registry())),
          new Kind("tasks", () -> Stream.of(Tasks.REGISTRY)));

  private record Kind(String name, Supplier<Stream<Registry<?>>> registries) implements Named {
    @Override
    public String help() {
      return "all " + name;
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      description = "decoders, encoders, formats, heads, losses, metrics or tasks (default: all).")
  private String kind;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  private static Registry<LossType> losses() {
    return new Registry<>("loss", "losses", Losses.types().toArray(LossType[]::new));
  }

  @Override
  public Integer call() {
    List<Kind> kinds = kind == null ? KINDS.all() : List.of(KINDS.get(kind));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> lists = new LinkedHashMap<>();
      kinds.forEach(k -> lists.put(k.name(), k.registries().get().flatMap(this::toMaps).toList()));
      out.println(JsonFile.toText(lists));
    } else {
      kinds.stream().flatMap(k -> k.registries().get()).forEach(registry -> print(registry, out));
    }
    out.flush();
    return 0;
  }

  private Stream<Map<String, String>> toMaps(Registry<?> registry) {
    return registry.all().stream()
        .map(
            entry -> {
              Map<String, String> map = new LinkedHashMap<>();
              map.put("name", entry.name());
              map.put("kind", registry.kind());
              map.put("help", entry.help());
              return map;
            });
  }

  private static void print(Registry<?> registry, PrintWriter out) {
    int width = registry.names().stream().mapToInt(String::length).max().orElse(1);
    out.println(registry.kinds());
    registry.all().forEach(e -> out.printf("  %-" + width + "s  %s%n", e.name(), e.help()));
  }
}
