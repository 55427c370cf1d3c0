package org.dl4jvision.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.data.image.ImageLoader;
import org.dl4jvision.io.Parallel;

/** Says of which files only the first page or frame is read, so that no image is lost unseen. */
public final class FirstPages {

  private FirstPages() {}

  /**
   * What is to be said of images or masks: a line if any has several pages or frames, else none.
   *
   * @param files may be no images, which have no pages
   */
  public static List<String> warnings(List<Path> files) {
    List<Integer> pages = Parallel.map(files.size(), i -> ImageLoader.pages(files.get(i)));
    int[] several = IntStream.range(0, files.size()).filter(i -> pages.get(i) > 1).toArray();
    return several.length == 0
        ? List.of()
        : List.of(
            several.length
                + (several.length == 1 ? " file has" : " files have")
                + " several pages or frames, of which only the first is read (first "
                + files.get(several[0])
                + ": "
                + pages.get(several[0])
                + "); save the others as files of their own if they matter");
  }
}
