package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dl4jvision.io.JsonFile;
import picocli.CommandLine.ArgGroup;
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

  /** The names of the kinds. */
  private static final class KindNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Catalogue.KINDS.names().iterator();
    }
  }

  private static final class Format {
    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Option(names = "--markdown", description = "Print docs/catalogue.md: all kinds.")
    private boolean markdown;
  }

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      completionCandidates = KindNames.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: all).")
  private String kind;

  @ArgGroup private Format format = new Format();

  @Override
  public Integer call() {
    List<Catalogue.Kind> kinds =
        kind == null ? Catalogue.KINDS.all() : List.of(Catalogue.KINDS.get(kind));
    PrintWriter out = spec.commandLine().getOut();
    if (format.markdown) {
      Catalogue.printMarkdown(out);
    } else if (format.json) {
      Map<String, Object> lists = new LinkedHashMap<>();
      kinds.forEach(k -> lists.put(k.name(), k.toMaps()));
      out.println(JsonFile.toText(lists));
    } else {
      kinds.forEach(k -> k.print(out));
    }
    out.flush();
    return 0;
  }
}
