package org.dl4jvision.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file, buffered, for decoders. Those of Java and TwelveMonkeys open a {@code File}, which has
 * lost the name where it is not in the characters of the locale.
 */
final class FileStream extends ImageInputStreamImpl {

  /** How many looks behind the end a decoder has: one that takes them for zeros may never end. */
  private static final int LOOKS_BEHIND_END = 1 << 12;

  private static final int BUFFER = 1 << 14;

  private final SeekableByteChannel channel;
  private final long length;
  private final ByteBuffer buffer;

  /** Where in the file the buffer begins. */
  private long start;

  private int looksBehindEnd;

  FileStream(Path file) throws IOException {
    channel = Files.newByteChannel(file);
    length = channel.size();
    buffer = ByteBuffer.allocate((int) Math.max(1, Math.min(BUFFER, length))).limit(0);
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    if (!fill()) {
      return -1;
    }
    streamPos++;
    return buffer.get() & 0xff;
  }

  /** Reads as many bytes as there are: Java takes fewer for the end of the file in readInt. */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    bitOffset = 0;
    int done = 0;
    while (done < length && fill()) {
      int count = Math.min(length - done, buffer.remaining());
      buffer.get(bytes, offset + done, count);
      streamPos += count;
      done += count;
    }
    return done == 0 && length > 0 ? -1 : done;
  }

  /** Has a byte at the stream's position in the buffer; false at the end of the file. */
  private boolean fill() throws IOException {
    long at = streamPos - start;
    if (at >= 0 && at < buffer.limit()) {
      buffer.position((int) at);
      return true;
    }
    start = streamPos;
    channel.position(start);
    buffer.clear();
    boolean more = channel.read(buffer) > 0;
    buffer.flip();
    if (!more && ++looksBehindEnd > LOOKS_BEHIND_END) {
      throw new IOException("read again and again behind the end of the file");
    }
    return more;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void close() throws IOException {
    super.close();
    channel.close();
  }
}
