using System.Net.Sockets;
using System.Runtime.Versioning;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Tests.Hosting.Support;

namespace MultiBatch.Providers.Local.Tests.Hosting.Addresses;

[UnsupportedOSPlatform("windows")]
public sealed class SocketPlacesTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TestFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];
    private readonly SocketPlaces _places;

    public SocketPlacesTests() => _places = new SocketPlaces(name => _environment.GetValueOrDefault(name));

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void The_socket_lies_in_the_state_folder_where_only_the_owner_can_enter()
    {
        Skip.If(OperatingSystem.IsWindows());
        Directory.CreateDirectory(Path.Combine(_folder.Path, "run")); // Made by somebody with a generous mask.

        using var listener = PipeListener.Open(_folder.State, _places, TimeProvider.System);

        var folder = Path.GetDirectoryName(listener.Address.PipeName)!;
        Assert.StartsWith(_folder.State.Path, folder, StringComparison.Ordinal);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(folder));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_folder.Beside("..") + "/" + Path.GetFileName(Path.GetDirectoryName(_folder.Path))));
        Assert.False(Path.IsPathRooted(listener.Address.Recorded));
        Assert.Equal(listener.Address.PipeName, EngineAddress.Resolve(_folder.State, listener.Address.Recorded));
    }

    [SkippableTheory]
    [InlineData("XDG_RUNTIME_DIR")]
    [InlineData("TMPDIR")]
    [InlineData(null)]
    public void A_long_state_path_has_its_socket_in_a_new_private_folder_elsewhere(string? variable)
    {
        Skip.If(OperatingSystem.IsWindows());
        var state = StateDirectory.Create(_folder.Beside(new string('x', 90)));
        var parent = "/tmp";
        if (variable is not null)
        {
            parent = Directory.CreateDirectory(_folder.Beside("r")).FullName;
            _environment[variable] = parent;
        }

        string folder;
        using (var listener = PipeListener.Open(state, _places, TimeProvider.System))
        {
            folder = Path.GetDirectoryName(listener.Address.PipeName)!;
            Assert.Equal(parent, Path.GetDirectoryName(folder));
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(folder));
            Assert.True(listener.IsReachable);
        }

        Assert.False(Directory.Exists(folder));
    }

    [SkippableFact]
    public void Places_that_do_not_exist_or_are_too_long_are_passed_over()
    {
        Skip.If(OperatingSystem.IsWindows());
        var state = StateDirectory.Create(_folder.Beside(new string('x', 90)));
        _environment["XDG_RUNTIME_DIR"] = _folder.Beside("missing");
        _environment["TMPDIR"] = state.Path;

        using var listener = PipeListener.Open(state, _places, TimeProvider.System);

        Assert.StartsWith("/tmp/", listener.Address.PipeName, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void What_a_killed_engine_left_is_swept_and_nothing_else()
    {
        Skip.If(OperatingSystem.IsWindows());
        var state = _folder.State;
        var run = Directory.CreateDirectory(Path.Combine(state.Path, "run")).FullName;
        Abandon(Path.Combine(run, "engine-0a1b2c3d.sock"));
        File.WriteAllText(Path.Combine(run, "notes.txt"), "mine");
        var owned = Directory.CreateDirectory(_folder.Beside("multibatch-01234567")).FullName;
        var elsewhere = Path.Combine(owned, "engine-00000000.sock");
        Abandon(elsewhere);
        EngineInfoFile.Write(state, new EngineInfo
        {
            Address = elsewhere,
            ProcessId = 1,
            Product = "0",
            Protocol = 1,
            StartedAt = DateTimeOffset.UnixEpoch,
        });

        SocketPlaces.Sweep(state);

        Assert.Equal(["notes.txt"], Directory.EnumerateFiles(run).Select(file => Path.GetFileName(file)));
        Assert.False(Directory.Exists(owned));
    }

    [SkippableFact]
    public void A_folder_reached_by_a_link_is_the_same_folder()
    {
        Skip.If(OperatingSystem.IsWindows());
        var state = _folder.State;
        Directory.CreateSymbolicLink(_folder.Beside("link"), state.Path);

        Assert.Equal(state.Path, StateDirectory.Find(_folder.Beside("link"))!.Path);
        Assert.Null(StateDirectory.Find(_folder.Beside("other")));
    }

    private static void Abandon(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));

        // Disposing deletes the file; a killed process leaves it.
        File.Move(path, path + ".kept");
        socket.Dispose();
        File.Move(path + ".kept", path);
        Assert.True(File.Exists(path));
    }
}
