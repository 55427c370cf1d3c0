package org.dl4jvision.data.image;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/** Bytes that a file is seen to begin with; its own follow. The file stays open. */
final class PrefixedStream extends ImageInputStreamImpl {

  private final byte[] prefix;
  private final ImageInputStream file;

  PrefixedStream(byte[] prefix, ImageInputStream file) {
    this.prefix = prefix;
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    bitOffset = 0;
    int count = (int) Math.max(0, Math.min(length, prefix.length - streamPos));
    if (count > 0) {
      System.arraycopy(prefix, (int) streamPos, bytes, offset, count);
    }
    if (count < length) {
      file.seek(streamPos + count - prefix.length);
      count += Math.max(0, file.read(bytes, offset + count, length - count));
    }
    streamPos += count;
    return count == 0 && length > 0 ? -1 : count;
  }

  @Override
  public long length() {
    try {
      return prefix.length + file.length();
    } catch (IOException e) {
      return -1;
    }
  }
}
