using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using MultiBatch.Catalogue.Files;

namespace MultiBatch.Catalogue;

/// <summary>
/// A catalogue of files below one folder: a readable file per document. Safe for several threads, stores and processes at once, on one
/// machine or on a shared file system that has locks. A document is written whole or not at all, and is on the disk when a write returns.
/// </summary>
/// <remarks>
/// Keys are told apart by case, also where the file system does not. The tag of a document is a hash of its content.
/// Whatever goes wrong with the files is a <see cref="BatchException"/> that names the file and says what helps.
/// </remarks>
public sealed class FileCatalogStore : ICatalogStore
{
    // Lock files are never deleted, so their number is fixed; keys share them by hash.
    private const int Locks = 64;
    private const string LockFolder = ".locks";
    private readonly SemaphoreSlim[] _gates;
    private readonly TimeProvider _clock;

    /// <summary>Opens a catalogue. Touches nothing: the folder is made by the first write, open to its owner only.</summary>
    /// <param name="folder">The folder; a relative path counts from the current folder.</param>
    /// <param name="timeProvider">The clock for short waits. Default: the system's.</param>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is empty.</exception>
    public FileCatalogStore(string folder, TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Folder = Path.GetFullPath(folder);
        _clock = timeProvider ?? TimeProvider.System;
        _gates = Enumerable.Range(0, Locks).Select(_ => new SemaphoreSlim(1, 1)).ToArray();
    }

    /// <summary>The folder, as a full path.</summary>
    public string Folder { get; }

    /// <summary>How long to wait for a lock that another process holds; locks are held for one write.</summary>
    internal TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="key"/> is no key.</exception>
    public Task<CatalogDocument?> GetAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        return Task.Run(() => Read(path), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="key"/> is no key.</exception>
    public Task<string?> TryPutAsync(string key, ReadOnlyMemory<byte> content, string? expectedETag, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        return LockedAsync<string?>(
            key,
            async () =>
            {
                if (Read(path)?.ETag != expectedETag)
                {
                    return null;
                }

                var tag = TagOf(content);
                if (tag != expectedETag)
                {
                    AtomicFile.CreateFolder(Path.GetDirectoryName(path)!);

                    // Once begun, a write of a few kilobytes is ended: half of it would help nobody.
                    await AtomicFile.WriteAsync(path, content, _clock, CancellationToken.None).ConfigureAwait(false);
                }

                return tag;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="key"/> is no key.</exception>
    public Task<bool> TryDeleteAsync(string key, string expectedETag, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(expectedETag);
        var path = PathOf(key);
        return LockedAsync(
            key,
            () =>
            {
                var current = Read(path);
                if (current is null)
                {
                    return Task.FromResult(true);
                }

                if (current.ETag != expectedETag)
                {
                    return Task.FromResult(false);
                }

                AtomicFile.Delete(path);
                return Task.FromResult(true);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>The order is that of the characters' codes. An empty prefix lists everything.</remarks>
    /// <exception cref="ArgumentException"><paramref name="prefix"/> is no key.</exception>
    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var trimmed = prefix.EndsWith('/') ? prefix.Substring(0, prefix.Length - 1) : prefix;
        return EnumerateAsync(trimmed.Length == 0 ? [] : KeyPath.Split(trimmed, nameof(prefix)), cancellationToken);
    }

    private static CatalogDocument? Read(string path)
    {
        var content = AtomicFile.Read(path);
        return content is null ? null : new CatalogDocument(content, TagOf(content));
    }

    private static string TagOf(ReadOnlyMemory<byte> content) =>
        Convert.ToHexString(SHA256.HashData(content.Span)).ToLowerInvariant();

    private static int StripeOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key))[0] % Locks;

    private string PathOf(string key) => Path.Combine(Folder, KeyPath.OfDocument(KeyPath.Split(key, nameof(key))));

    private async Task<T> LockedAsync<T>(string key, Func<Task<T>> action, CancellationToken cancellationToken)
    {
        var stripe = StripeOf(key);

        // Threads of this store queue up here, so that only one of them waits for the lock between processes.
        await _gates[stripe].WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => WithFileLockAsync(stripe, action, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gates[stripe].Release();
        }
    }

    private async Task<T> WithFileLockAsync<T>(int stripe, Func<Task<T>> action, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Folder, LockFolder);
        AtomicFile.CreateFolder(folder);
        var path = Path.Combine(folder, stripe.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        using (await FileLock.AcquireAsync(path, LockPatience, _clock, cancellationToken).ConfigureAwait(false))
        {
            return await action().ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<string> EnumerateAsync(string[] prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var keys = await Task.Run(() => Keys(prefix, cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (var key in keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return key;
        }
    }

    private List<string> Keys(string[] prefix, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        var name = string.Join("/", prefix);
        if (prefix.Length > 0 && File.Exists(Path.Combine(Folder, KeyPath.OfDocument(prefix))))
        {
            keys.Add(name);
        }

        Collect(prefix.Length == 0 ? Folder : Path.Combine(Folder, KeyPath.OfFolder(prefix)), name, keys, cancellationToken);
        keys.Sort(StringComparer.Ordinal);
        return keys;
    }

    private static void Collect(string folder, string prefix, List<string> keys, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            {
                var isFolder = (entry.Attributes & FileAttributes.Directory) != 0;
                var segment = isFolder ? KeyPath.SegmentOfFolder(entry.Name) : KeyPath.SegmentOfDocument(entry.Name);
                var key = prefix.Length == 0 ? segment : prefix + "/" + segment;
                if (segment is null)
                {
                    continue;
                }

                if (isFolder)
                {
                    Collect(entry.FullName, key!, keys, cancellationToken);
                }
                else
                {
                    keys.Add(key!);
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            // No folder means no documents.
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw FileFault.ToBatchException(e, "Listing", folder);
        }
    }
}
