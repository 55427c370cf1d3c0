package org.dl4jvision.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dl4jvision.io.BoundedParser;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.JsonTree;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.registry.LossType;
import org.dl4jvision.loss.registry.LossType.OptionType;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The parent of the commands about losses. */
@Command(
    name = "loss",
    mixinStandardHelpOptions = true,
    description = "List the losses, or evaluate one on literal arrays.",
    subcommands = {LossCommand.ListCommand.class, LossCommand.EvalCommand.class})
final class LossCommand {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private LossCommand() {}

  /** Prints every loss with its options. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Print every loss with its options, their defaults and a line of help.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  dl4j-vision loss list",
        "  dl4j-vision train segmentation --loss \"2*dice(squared=false) +"
            + " cross-entropy(labelSmoothing=0.1)\""
      })
  static final class ListCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @ArgGroup private Format format = new Format();

    private static final class Format {
      @Option(names = "--json", description = "Print JSON.")
      private boolean json;

      @Option(names = "--markdown", description = "Print the tables of docs/losses.md.")
      private boolean markdown;
    }

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      if (format.markdown) {
        LossTables.print(out);
      } else if (format.json) {
        out.println(
            MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(Losses.types().stream().map(ListCommand::describe).toList()));
      } else {
        for (LossType<?> type : Losses.types()) {
          out.printf("%s%n    %s%n", type.name(), type.help());
          for (OptionType option : type.options()) {
            out.printf(
                "    %-18s = %-6s %s%n", option.name(), text(option.defaultValue()), option.help());
          }
          out.println();
        }
        out.printf(
            "Expressions add losses up: 2*dice(squared=false) + cross-entropy(labelSmoothing=0.1)%n"
                + "uncertainty(dice, cross-entropy) learns their weights.%n");
      }
      out.flush();
      return 0;
    }

    private static String text(Object value) {
      return value == null ? "none" : LossType.format(value);
    }

    private static Map<String, Object> describe(LossType<?> type) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("name", type.name());
      result.put("help", type.help());
      result.put("formula", type.info().formula());
      result.put("avoid", type.info().avoid());
      result.put("paper", type.info().paper());
      result.put("same", type.info().same());
      result.put("class", type.lossClass().getName());
      result.put(
          "options",
          type.options().stream()
              .map(
                  option -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("name", option.name());
                    entry.put("type", option.type().getSimpleName());
                    entry.put("default", option.defaultValue());
                    entry.put("help", option.help());
                    return entry;
                  })
              .toList());
      return result;
    }
  }

  /** Evaluates a loss on literal arrays. */
  @Command(
      name = "eval",
      mixinStandardHelpOptions = true,
      description = {
        "Evaluate a loss on literal arrays, to check it against another framework.",
        "A case is {\"loss\": \"dice(squared=true)\", \"activation\": \"softmax\", \"predictions\":"
            + " [[..]], \"labels\": [[..]], \"mask\": null, \"dtype\": \"double\"}.",
        "The answer is {\"loss\": mean over examples, \"perExample\": [..], \"gradient\": of loss"
            + " by predictions}.",
        "A list of cases gives a list of answers, with {\"error\": ..} for a bad one."
      },
      footerHeading = "%nExample:%n",
      footer = {
        "  echo '{\"loss\": \"cross-entropy\", \"activation\": \"softmax\", \"predictions\": [[2,"
            + " -1]], \"labels\": [[0, 1]]}' | dl4j-vision loss eval -"
      })
  static final class EvalCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "CASE.json", description = "A file; - reads standard input.")
    private String file;

    @Override
    public Integer call() throws IOException {
      JsonNode result = evaluate();
      PrintWriter out = spec.commandLine().getOut();
      out.println(MAPPER.writeValueAsString(result));
      out.flush();
      return 0;
    }

    private JsonNode evaluate() {
      try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
          BoundedParser parser = BoundedParser.json(in)) {
        return LossCases.evaluate(parser, file);
      } catch (NoSuchFileException e) {
        throw new IllegalArgumentException("no such file: " + file, e);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(file + ": " + JsonTree.problem(e, "is no JSON"), e);
      } catch (IOException e) {
        throw FileProblem.cannot("read", Path.of(file), e);
      }
    }
  }
}
