package dev.handloom.store.crash;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
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
import org.jspecify.annotations.Nullable;

/// The files under a folder, as a file system that writes down all that is done to them, and can be
/// told to fail. The bytes themselves go to real files, so that libraries that know only names find
/// them.
final class TracedFiles extends FileSystem {
  final DiskTrace trace;
  private final Path root;
  private final Provider provider = new Provider();
  private volatile DiskFault fault = DiskFault.none();

  TracedFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
    trace = new DiskTrace(this.root);
  }

  Path root() {
    return new TracedPath(this, root);
  }

  void fault(DiskFault next) {
    fault = next;
  }

  String name(Path real) {
    return root.relativize(real.toAbsolutePath().normalize()).toString();
  }

  void before(DiskFault.Kind kind, String path) throws IOException {
    fault.before(kind, path);
  }

  private static Path real(Path path) {
    return ((TracedPath) path).real();
  }

  private FileChannel open(Path path, Set<? extends OpenOption> options) throws IOException {
    Path real = real(path);
    if (Files.isDirectory(real)) {
      return new TracedChannel(
          FileChannel.open(real, StandardOpenOption.READ),
          this,
          name(real),
          TracedChannel.FOLDER,
          false);
    }
    boolean there = Files.exists(real);
    boolean writes =
        options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
    if (!there && writes) {
      before(DiskFault.Kind.CREATE, name(real));
    }
    FileChannel channel = FileChannel.open(real, options);
    if (!writes) {
      return channel;
    }
    int file = trace.open(name(real));
    if (there && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
      trace.add(new DiskOp.Truncate(file, 0));
    }
    return new TracedChannel(
        channel, this, name(real), file, options.contains(StandardOpenOption.APPEND));
  }

  private final class Provider extends FileSystemProvider {
    @Override
    public String getScheme() {
      return "traced";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
      return TracedFiles.this;
    }

    @Override
    public Path getPath(URI uri) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel newFileChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      return open(path, options);
    }

    @Override
    public SeekableByteChannel newByteChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      return open(path, options);
    }

    @Override
    @SuppressWarnings("StreamResourceLeak") // The one that is given out closes it.
    public DirectoryStream<Path> newDirectoryStream(
        Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
      DirectoryStream<Path> inner = Files.newDirectoryStream(real(folder));
      return new DirectoryStream<>() {
        @Override
        public Iterator<Path> iterator() {
          Iterator<Path> each = inner.iterator();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return each.hasNext();
            }

            @Override
            public Path next() {
              return new TracedPath(TracedFiles.this, each.next());
            }
          };
        }

        @Override
        public void close() throws IOException {
          inner.close();
        }
      };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
      before(DiskFault.Kind.MAKE_FOLDER, name(real(folder)));
      Files.createDirectory(real(folder));
      trace.add(new DiskOp.MakeFolder(name(real(folder))));
    }

    @Override
    public void delete(Path path) throws IOException {
      if (Files.exists(real(path))) {
        before(DiskFault.Kind.DELETE, name(real(path)));
      }
      Files.delete(real(path));
      trace.add(new DiskOp.Delete(name(real(path))));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
      byte[] bytes = Files.readAllBytes(real(source));
      before(DiskFault.Kind.WRITE, name(real(target)));
      Files.copy(real(source), real(target), options);
      int file = trace.open(name(real(target)));
      trace.add(new DiskOp.Truncate(file, 0));
      trace.add(new DiskOp.Write(file, 0, bytes));
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      before(DiskFault.Kind.RENAME, name(real(target)));
      Files.move(real(source), real(target), options);
      trace.add(new DiskOp.Rename(name(real(source)), name(real(target))));
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
      return Files.isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
      return Files.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
      return Files.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
      real(path).getFileSystem().provider().checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
        Path path, Class<V> type, LinkOption... options) {
      return Files.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
        Path path, Class<A> type, LinkOption... options) throws IOException {
      return Files.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
        throws IOException {
      return Files.readAttributes(real(path), names, options);
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options)
        throws IOException {
      Files.setAttribute(real(path), name, value, options);
    }
  }

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
    return FileSystems.getDefault().getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return Set.of(root());
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return FileSystems.getDefault().getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public Path getPath(String first, String... more) {
    return new TracedPath(this, Path.of(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String pattern) {
    return FileSystems.getDefault().getPathMatcher(pattern);
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException();
  }
}
