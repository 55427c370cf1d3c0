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
    int count;
    if (streamPos < prefix.length) {
      count = (int) Math.min(length, prefix.length - streamPos);
      System.arraycopy(prefix, (int) streamPos, bytes, offset, count);
    } else {
      file.seek(streamPos - prefix.length);
      count = file.read(bytes, offset, length);
    }
    streamPos += Math.max(0, count);
    return count;
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
