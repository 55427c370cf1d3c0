package org.dl4jvision.cli;

import static org.dl4jvision.cli.Markdown.code;
import static org.dl4jvision.cli.Markdown.row;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossType;
import org.dl4jvision.loss.registry.LossType.OptionType;

/** The page of all losses, from what their classes say of themselves. */
final class LossTables {

  private LossTables() {}

  /** Prints docs/losses.md. */
  static void print(PrintWriter out) {
    out.print(
        """
        # Losses

        <!-- Made by `./dl4j-vision loss list --markdown`; do not edit. -->

        p is the prediction, t the label, s the smoothing, e = p - t; TP = sum pt, FP = sum p - TP, FN = sum t - TP.
        Region losses add up over the pixels of one image and class, and an image's loss is the mean over classes; all
        others are the mean over an image's valid pixels. Expressions combine them, `2*dice + focal(gamma=1)`, and
        `uncertainty(dice, cross-entropy)` learns their weights.

        ## Which to choose

        | name | formula | use it for | not for |
        |---|---|---|---|
        """);
    for (LossType<?> type : Losses.types()) {
      LossInfo info = type.info();
      row(out, code(type.name()), code(info.formula()), info.help(), info.avoid());
    }
    out.print(
        """

        ## Options and their defaults

        What an option does: `./dl4j-vision loss list`.

        | name | class | options | paper | the same number in other libraries |
        |---|---|---|---|---|
        """);
    for (LossType<?> type : Losses.types()) {
      LossInfo info = type.info();
      String papers =
          Arrays.stream(info.paper().split(" ", -1))
              .filter(paper -> !paper.isEmpty())
              .map(paper -> "<" + paper + ">")
              .collect(Collectors.joining(", "));
      String options =
          type.options().stream().map(LossTables::option).collect(Collectors.joining(", "));
      row(
          out,
          code(type.name()),
          code(type.lossClass().getSimpleName()),
          options,
          papers,
          info.same());
    }
  }

  private static String option(OptionType option) {
    Object value = option.defaultValue();
    return code(option.name() + "=" + (value == null ? "none" : LossType.format(value)));
  }
}
