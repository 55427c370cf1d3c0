package org.dl4jvision.data.format.json;

import java.util.Optional;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;

/** What tests of formats in JSON share. */
abstract class BaseJsonFormatTestCase extends BaseFormatTestCase {

  @Override
  protected final Optional<String> messageOfEmptyFile() {
    return Optional.of("is empty");
  }

  /** A folder in which nothing is yet, or what was written before. */
  protected final DetectionFolder folder() {
    return new DetectionFolder(base.resolve("data"));
  }

  /** Writes a file whose texts stand in single quotes. */
  protected static DetectionFolder json(DetectionFolder folder, String file, String text) {
    return folder.text(file, text.replace('\'', '"'));
  }

  /**
   * What is answered to each of these texts of one file, a line each, without the file's name.
   *
   * @param folder with what else is there
   */
  protected final String refusals(DetectionFolder folder, String file, String... texts) {
    StringBuilder messages = new StringBuilder();
    for (String text : texts) {
      String message = refusal(json(folder, file, text));
      messages.append(message.replace(folder.root() + "/", "")).append('\n');
    }
    return messages.toString();
  }
}
