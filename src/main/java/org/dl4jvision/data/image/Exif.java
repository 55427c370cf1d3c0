package org.dl4jvision.data.image;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import com.drew.lang.SequentialReader;
import com.drew.lang.StreamReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifTiffHandler;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * The orientation that the EXIF data of an image state. Where they are missing or damaged, the
 * image is upright: that is how viewers show it.
 */
final class Exif {

  private Exif() {}

  /** Finds EXIF data in a file of some format. */
  interface Finder {
    Iterable<byte[]> in(SequentialReader file) throws IOException, ImageProcessingException;
  }

  /** The orientation that the first of the data that state one do; the stream stays where it is. */
  static Orientation orientation(ImageInputStream stream, Finder finder) throws IOException {
    long position = stream.getStreamPosition();
    stream.seek(0);
    try {
      for (byte[] data : finder.in(new FileReader(stream))) {
        Integer number = number(data);
        if (number != null) {
          return Orientation.of(number);
        }
      }
    } catch (ImageProcessingException | IOException | RuntimeException e) {
      return Orientation.UPRIGHT;
    } finally {
      stream.seek(position);
    }
    return Orientation.UPRIGHT;
  }

  /** The orientation's number, null if none is stated. */
  private static Integer number(byte[] data) throws IOException, ImageProcessingException {
    boolean segment = ExifReader.startsWithJpegExifPreamble(data);
    Metadata metadata = new Metadata();
    int start = segment ? ExifReader.JPEG_SEGMENT_PREAMBLE.length() : 0;
    if (data.length < start + 8) {
      return null;
    }
    new TiffReader().processTiff(new ByteArrayReader(data), new FirstDirectory(metadata), start);
    ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    return directory == null ? null : directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
  }

  /** The stream has a buffer of its own: another one would take longer than most of the data. */
  private static final class Adapter extends InputStream {

    private final ImageInputStream stream;

    Adapter(ImageInputStream stream) {
      this.stream = stream;
    }

    @Override
    public int read() throws IOException {
      return stream.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return stream.read(bytes, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
      long left = stream.length() - stream.getStreamPosition();
      return stream.skipBytes(Math.max(0, Math.min(count, left)));
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(Integer.MAX_VALUE, stream.length() - stream.getStreamPosition());
    }
  }

  /** Believes no length that the file cannot have. */
  private static final class FileReader extends StreamReader {

    private final long length;

    FileReader(ImageInputStream stream) throws IOException {
      super(new Adapter(stream));
      length = stream.length();
    }

    @Override
    public byte[] getBytes(int count) throws IOException {
      if (count > length - getPosition()) {
        throw new EOFException("the data end before");
      }
      return super.getBytes(count);
    }
  }

  /** Leaves out thumbnails, positions and what makers of cameras note. */
  private static final class FirstDirectory extends ExifTiffHandler {

    FirstDirectory(Metadata metadata) {
      super(metadata, null, 0);
    }

    @Override
    public boolean tryEnterSubIfd(int tag) {
      return false;
    }

    @Override
    public boolean hasFollowerIfd() {
      return false;
    }

    @Override
    public boolean customProcessTag(
        int offset,
        Set<Integer> processed,
        int start,
        RandomAccessReader reader,
        int tag,
        int length) {
      return false;
    }
  }
}
