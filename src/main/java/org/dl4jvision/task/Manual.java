package org.dl4jvision.task;

import java.util.List;

/**
 * The texts by which the command line describes a task.
 *
 * @param training what is trained, a sentence
 * @param builtInData what is learned without data of one's own, a sentence
 * @param examples command lines that train, each followed by a line that explains it
 * @param measures what an evaluation measures
 * @param predictions what a prediction writes, a sentence
 */
public record Manual(
    String training,
    String builtInData,
    List<String> examples,
    String measures,
    String predictions) {

  public Manual {
    examples = List.copyOf(examples);
  }
}
