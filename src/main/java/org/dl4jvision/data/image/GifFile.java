package org.dl4jvision.data.image;

import java.awt.Dimension;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * GIF: the first frame, where it lies on its canvas; around it is the transparent or first color.
 */
final class GifFile extends ImageFile {

  GifFile(ImageInputStream stream) throws IOException {
    super(stream, java("gif"));
  }

  @Override
  Dimension size() throws IOException {
    Element screen = element(reader.getStreamMetadata(), "LogicalScreenDescriptor");
    Dimension frame = super.size();
    Point place = place();
    return new Dimension(
        Math.max(number(screen, "logicalScreenWidth"), place.x + frame.width),
        Math.max(number(screen, "logicalScreenHeight"), place.y + frame.height));
  }

  private Point place() throws IOException {
    Element frame = element(reader.getImageMetadata(0), "ImageDescriptor");
    return new Point(number(frame, "imageLeftPosition"), number(frame, "imageTopPosition"));
  }

  /** A code of 12 bits stands for at most 4096 pixels. */
  @Override
  int ratio() {
    return 2731;
  }

  @Override
  Decoded decode() throws IOException {
    BufferedImage frame = reader.read(0);
    Dimension size = size();
    if (size.equals(new Dimension(frame.getWidth(), frame.getHeight()))) {
      return Decoded.of(frame);
    }
    IndexColorModel colors = (IndexColorModel) frame.getColorModel();
    WritableRaster canvas = colors.createCompatibleWritableRaster(size.width, size.height);
    int around = Math.max(0, colors.getTransparentPixel());
    if (around > 0) {
      int[] row = new int[size.width];
      java.util.Arrays.fill(row, around);
      for (int y = 0; y < size.height; y++) {
        canvas.setSamples(0, y, size.width, 1, 0, row);
      }
    }
    Point place = place();
    canvas.setRect(place.x, place.y, frame.getRaster());
    return Decoded.of(new BufferedImage(colors, canvas, false, null));
  }

  private static Element element(IIOMetadata metadata, String name) throws IOException {
    Element root = (Element) metadata.getAsTree(metadata.getNativeMetadataFormatName());
    NodeList found = root.getElementsByTagName(name);
    if (found.getLength() == 0) {
      throw new IOException("no " + name);
    }
    return (Element) found.item(0);
  }

  private static int number(Element element, String attribute) {
    return Integer.parseInt(element.getAttribute(attribute));
  }
}
