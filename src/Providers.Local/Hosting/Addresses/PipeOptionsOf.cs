using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace MultiBatch.Providers.Local.Hosting.Addresses;

/// <summary>How both ends open their pipes.</summary>
internal static class PipeOptionsOf
{
    // PipeOptions.CurrentUserOnly, which netstandard2.0 has no name for although every runtime but .NET Framework knows it.
    private const PipeOptions SameUser = (PipeOptions)0x20000000;

    /// <summary>
    /// Asynchronous, and only between processes of the same user. .NET Framework cannot check the other end: there the default rights of a
    /// pipe keep other users from writing to it, the engine says nothing before it was written to, and the pipe's name cannot be guessed.
    /// </summary>
    public static PipeOptions Default { get; } =
        RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal)
            ? PipeOptions.Asynchronous
            : PipeOptions.Asynchronous | SameUser;
}
