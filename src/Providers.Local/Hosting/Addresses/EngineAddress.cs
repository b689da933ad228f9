using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MultiBatch.Providers.Local.Hosting.Addresses;

/// <summary>Where one engine answers. Each engine has an address of its own, so that none can take the place of another.</summary>
internal sealed class EngineAddress
{
    private const string SocketPrefix = "engine-";
    private const string SocketSuffix = ".sock";

    private EngineAddress(string pipeName, string recorded, string? ownedFolder)
    {
        PipeName = pipeName;
        Recorded = recorded;
        OwnedFolder = ownedFolder;
    }

    /// <summary>What the pipe classes take: on Unix the absolute path of the socket.</summary>
    public string PipeName { get; }

    /// <summary>What <see cref="EngineInfo.Address"/> says.</summary>
    public string Recorded { get; }

    /// <summary>The folder made for this socket alone; null when there is none.</summary>
    public string? OwnedFolder { get; }

    /// <summary>A new name for a pipe of Windows.</summary>
    public static EngineAddress Pipe(StateDirectory state)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(state.Path.ToUpperInvariant()));
        var name = "multibatch-" + Hex(hash.AsSpan(0, 8)) + "-" + RandomName();
        return new EngineAddress(name, name, null);
    }

    /// <summary>A new socket in the folder for sockets of the state folder.</summary>
    /// <remarks>It is recorded by its relative path, so that the note in a copied folder does not lead to the original's engine.</remarks>
    public static EngineAddress SocketInState(string folder)
    {
        var name = SocketPrefix + RandomName() + SocketSuffix;
        return new EngineAddress(Path.Combine(folder, name), Path.Combine(Path.GetFileName(folder), name), null);
    }

    /// <summary>The only socket of a folder of its own.</summary>
    public static EngineAddress SocketIn(string ownedFolder)
    {
        var path = Path.Combine(ownedFolder, SocketPrefix + RandomName() + SocketSuffix);
        return new EngineAddress(path, path, ownedFolder);
    }

    /// <summary>The name for the pipe classes that a note means.</summary>
    public static string Resolve(StateDirectory state, string recorded) =>
        OperatingSystem.IsWindows() || Path.IsPathRooted(recorded) ? recorded : Path.Combine(state.Path, recorded);

    /// <summary>Whether this is the path of a socket that some engine made.</summary>
    public static bool IsSocketName(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith(SocketPrefix, StringComparison.Ordinal) && name.EndsWith(SocketSuffix, StringComparison.Ordinal);
    }

    /// <summary>Eight hexadecimal digits that nobody can foresee.</summary>
    public static string RandomName() => Hex(RandomNumberGenerator.GetBytes(4));

    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 2);
        foreach (var value in bytes)
        {
            text.Append(value.ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
