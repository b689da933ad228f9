using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Tests.Journal.Support;

/// <summary>Takes everything and keeps nothing but the amount.</summary>
internal sealed class NullFolder : IStateFolder
{
    public string Path => "/null";

    public long BytesWritten { get; private set; }

    public IDisposable Lock() => new MemoryStream();

    public IReadOnlyList<string> List() => [];

    public IStateFile Create(string name) => new NullFile(this);

    public IStateFile Append(string name) => new NullFile(this);

    public Stream Read(string name) => Stream.Null;

    public void Rename(string from, string to)
    {
    }

    public void Delete(string name)
    {
    }

    public void Sync()
    {
    }

    private sealed class NullFile(NullFolder folder) : IStateFile
    {
        public void Write(byte[] buffer, int offset, int count) => folder.BytesWritten += count;

        public void Sync()
        {
        }

        public void Truncate(long length)
        {
        }

        public void Dispose()
        {
        }
    }
}
