using MultiBatch.Providers.Local.Limits;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Providers.Local.Processes.Unix;
using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Processes.Unix;

/// <summary>As with a C library (glibc before 2.29) that cannot change the folder of what it starts.</summary>
public sealed class WithoutChangeDirectoryTests : IDisposable
{
    private readonly LaunchRig _rig;
    private readonly UnixLauncher _launcher;

    public WithoutChangeDirectoryTests()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no posix_spawn.");
        _rig = new LaunchRig(LaunchKind.Recorded);
        _launcher = new UnixLauncher(LimiterFactory.None("not asked for"), TimeProvider.System, useChangeDirectory: false);
    }

    public void Dispose()
    {
        _launcher.Dispose();
        _rig.Dispose();
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_runs_in_its_folder_all_the_same(bool direct)
    {
        var request = Request(JobCommand.FromScript("pwd; echo \"$1\" >&2; exit 7", ["a 'b' \"c\" $d"]), direct);

        var report = await _launcher.Launch(request).Attempt!.Exit.Soon();

        Assert.Equal(7, report.ExitCode);
        Assert.Equal(Path.GetFullPath(request.Paths.WorkFolder) + "\n", await File.ReadAllTextAsync(request.Paths.OutputFile));
        Assert.Equal("a 'b' \"c\" $d\n", await File.ReadAllTextAsync(request.Paths.ErrorFile));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_folder_that_is_missing_is_named(bool direct)
    {
        var request = Request(JobCommand.Program(["/bin/true"]), direct);
        Directory.Delete(request.Paths.WorkFolder);

        var result = _launcher.Launch(request);

        Assert.Contains(request.Paths.WorkFolder, result.Error!.Message, StringComparison.Ordinal);
    }

    private LaunchRequest Request(JobCommand command, bool direct)
    {
        var request = _rig.Request(command);
        return new LaunchRequest { Paths = request.Paths, Command = request.Command, Environment = request.Environment, Limits = request.Limits, Mode = direct ? StartMode.Direct : StartMode.Recorded };
    }
}
