namespace MultiBatch.Providers.Local.Journal.Storage;

/// <summary>A file of the state folder that is open for writing at its end. Not thread-safe.</summary>
internal interface IStateFile : IDisposable
{
    /// <summary>Writes at the end. When it throws, any part of the bytes may have been written.</summary>
    void Write(byte[] buffer, int offset, int count);

    /// <summary>Returns once everything written is on the disk.</summary>
    void Sync();

    /// <summary>Cuts the file to <paramref name="length"/> bytes, where the next write goes.</summary>
    void Truncate(long length);
}
