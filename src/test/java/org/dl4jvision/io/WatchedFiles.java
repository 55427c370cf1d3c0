package org.dl4jvision.io;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The default file system, which tells after every operation that changes it: a file is opened to
 * be written, has its first bytes, is closed, moved, copied or deleted, or a folder is made.
 * Between two such moments nothing changes, so what a process leaves that dies is what is there
 * after one of them.
 */
public final class WatchedFiles {

  private final FileSystem real;
  private final Runnable afterChange;
  private final FileSystem watched;
  private final FileSystemProvider provider;

  private WatchedFiles(FileSystem real, Runnable afterChange) {
    this.real = real;
    this.afterChange = afterChange;
    watched = new Watched();
    provider = new Provider();
  }

  /** The same file or folder; whatever is reached from it is watched. */
  public static Path watch(Path path, Runnable afterChange) {
    return new WatchedFiles(path.getFileSystem(), afterChange).wrap(path);
  }

  /** Lets what has a path of its own be told from real ones. */
  private interface Wrapped {
    Path unwrapped();
  }

  private Path wrap(Path path) {
    return (Path)
        Proxy.newProxyInstance(
            WatchedFiles.class.getClassLoader(),
            new Class<?>[] {Path.class, Wrapped.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("unwrapped")) {
                return path;
              }
              if (method.getName().equals("getFileSystem")) {
                return watched;
              }
              Object[] unwrapped = arguments == null ? new Object[0] : arguments.clone();
              for (int i = 0; i < unwrapped.length; i++) {
                unwrapped[i] = unwrapped[i] instanceof Path p ? unwrap(p) : unwrapped[i];
              }
              try {
                Object result = method.invoke(path, unwrapped);
                return result instanceof Path p ? wrap(p) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Path unwrap(Path path) {
    return path instanceof Wrapped wrapped ? wrapped.unwrapped() : path;
  }

  private final class Provider extends FileSystemProvider {

    private final FileSystemProvider of = real.provider();

    @Override
    public String getScheme() {
      return "watched";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
      return watched;
    }

    @Override
    public Path getPath(URI uri) {
      return wrap(of.getPath(uri));
    }

    @Override
    public SeekableByteChannel newByteChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      SeekableByteChannel channel = of.newByteChannel(unwrap(path), options, attributes);
      if (!options.contains(StandardOpenOption.WRITE)) {
        return channel;
      }
      afterChange.run();
      return new WrittenChannel(channel);
    }

    @Override
    public FileChannel newFileChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      FileChannel channel = of.newFileChannel(unwrap(path), options, attributes);
      if (options.contains(StandardOpenOption.WRITE)) {
        afterChange.run();
      }
      return channel;
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
        Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
      DirectoryStream<Path> stream =
          of.newDirectoryStream(unwrap(folder), path -> filter.accept(wrap(path)));
      return new DirectoryStream<>() {
        @Override
        public Iterator<Path> iterator() {
          Iterator<Path> paths = stream.iterator();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return paths.hasNext();
            }

            @Override
            public Path next() {
              return wrap(paths.next());
            }
          };
        }

        @Override
        public void close() throws IOException {
          stream.close();
        }
      };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
      of.createDirectory(unwrap(folder), attributes);
      afterChange.run();
    }

    @Override
    public void delete(Path path) throws IOException {
      of.delete(unwrap(path));
      afterChange.run();
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) throws IOException {
      of.copy(unwrap(from), unwrap(to), options);
      afterChange.run();
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
      of.move(unwrap(from), unwrap(to), options);
      afterChange.run();
    }

    @Override
    public boolean isSameFile(Path one, Path two) throws IOException {
      return of.isSameFile(unwrap(one), unwrap(two));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
      return of.isHidden(unwrap(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
      return of.getFileStore(unwrap(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
      of.checkAccess(unwrap(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
        Path path, Class<V> type, LinkOption... options) {
      return of.getFileAttributeView(unwrap(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
        Path path, Class<A> type, LinkOption... options) throws IOException {
      return of.readAttributes(unwrap(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
        throws IOException {
      return of.readAttributes(unwrap(path), names, options);
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options)
        throws IOException {
      of.setAttribute(unwrap(path), name, value, options);
    }
  }

  private final class WrittenChannel implements SeekableByteChannel {

    private final SeekableByteChannel of;
    private boolean written;

    WrittenChannel(SeekableByteChannel of) {
      this.of = of;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int count = of.write(bytes);
      if (!written) {
        written = true;
        afterChange.run();
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      boolean open = of.isOpen();
      of.close();
      if (open) {
        afterChange.run();
      }
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
      return of.read(bytes);
    }

    @Override
    public long position() throws IOException {
      return of.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      of.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return of.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      of.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return of.isOpen();
    }
  }

  private final class Watched extends FileSystem {

    @Override
    public FileSystemProvider provider() {
      return provider;
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public String getSeparator() {
      return real.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
      return real.getRootDirectories();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
      return real.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
      return real.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
      return wrap(real.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
      PathMatcher matcher = real.getPathMatcher(pattern);
      return path -> matcher.matches(unwrap(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
      return real.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
      return real.newWatchService();
    }
  }
}
