namespace MultiBatch.Providers.Local.Tests.Journal.Support;

/// <summary>The path of a folder that does not exist yet; deleted in the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("multibatch-test-");

    public string Path => System.IO.Path.Combine(_parent.FullName, "state");

    public void Dispose() => _parent.Delete(recursive: true);
}
