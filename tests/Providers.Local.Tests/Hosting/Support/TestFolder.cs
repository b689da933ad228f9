using MultiBatch.Providers.Local.Hosting.Addresses;

namespace MultiBatch.Providers.Local.Tests.Hosting.Support;

/// <summary>A state folder that goes away with the test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mb-").FullName;

    public string Path => System.IO.Path.Combine(_root, "state");

    public StateDirectory State => StateDirectory.Create(Path);

    /// <summary>Another folder beside the state folder.</summary>
    public string Beside(string name) => System.IO.Path.Combine(_root, name);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
