using System.Diagnostics;
using System.Globalization;
using MultiBatch.Providers.Local.Journal.Storage;
using MultiBatch.Providers.Local.Tests.ChildProcesses;
using MultiBatch.Providers.Local.Tests.Journal.Support;

namespace MultiBatch.Providers.Local.Tests.Journal.Storage;

public sealed class FolderLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StateFolder _state;

    public FolderLockTests() => _state = new StateFolder(_folder.Path, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_second_opener_in_one_process_is_refused_until_the_first_is_done()
    {
        var first = _state.Lock();

        var error = Assert.Throws<BatchException>(() => _state.Lock());
        Assert.Null(FolderLock.TryAcquire(_folder.Path, TimeProvider.System));

        Assert.Equal(BatchErrorCode.Conflict, error.Code);
        ExpectOwner(error.Message, Environment.ProcessId);
        first.Dispose();
        first.Dispose();
        _state.Lock().Dispose();
        Assert.Equal(["lock"], _state.List());
    }

    [Fact]
    public async Task A_folder_held_by_another_process_is_refused_with_its_number()
    {
        using var holder = ChildProcess.Start(LockHolderRole.Name, _folder.Path);
        Assert.Equal("locked", await holder.ReadLineAsync());

        var error = Assert.Throws<BatchException>(() => _state.Lock());

        Assert.Equal(BatchErrorCode.Conflict, error.Code);
        ExpectOwner(error.Message, holder.Id);
        Assert.Equal(0, await holder.EndAsync());
        _state.Lock().Dispose();
    }

    [Fact]
    public async Task Another_process_is_refused_a_folder_that_this_one_holds()
    {
        using var held = _state.Lock();
        using var other = ChildProcess.Start(LockHolderRole.Name, _folder.Path);

        var answer = await other.ReadLineAsync();

        Assert.StartsWith("Conflict", answer, StringComparison.Ordinal);
        ExpectOwner(answer!, Environment.ProcessId);
        Assert.Equal(1, await other.EndAsync());
    }

    [Fact]
    public async Task The_lock_of_a_killed_process_is_free_at_once()
    {
        using (var holder = ChildProcess.Start(LockHolderRole.Name, _folder.Path))
        {
            Assert.Equal("locked", await holder.ReadLineAsync());
            await holder.KillAsync();
        }

        _state.Lock().Dispose();
    }

    [Fact]
    public async Task The_lock_is_not_inherited_by_processes_that_its_holder_starts()
    {
        var held = _state.Lock();
        using var child = ChildProcess.Start(LockHolderRole.Name, _folder.Path + "-other");
        try
        {
            Assert.Equal("locked", await child.ReadLineAsync());
            held.Dispose();

            _state.Lock().Dispose();
        }
        finally
        {
            await child.EndAsync();
        }
    }

    [SkippableFact]
    public async Task The_lock_is_one_that_other_programs_see_too()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "flock(1) is a Linux program.");
        using var held = _state.Lock();

        Assert.Equal(1, await FlockAsync());
        held.Dispose();
        Assert.Equal(0, await FlockAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{\"processId\":")]
    public void Without_a_readable_note_the_holder_is_another_process(string? note)
    {
        using var held = _state.Lock();
        var path = Path.Combine(_folder.Path, "lock.owner");
        File.Delete(path);
        if (note is not null)
        {
            File.WriteAllText(path, note);
        }

        var error = Assert.Throws<BatchException>(() => _state.Lock());

        Assert.Contains("in use by another process", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_a_file_is_refused_by_name()
    {
        File.WriteAllText(_folder.Path, "not a folder");

        var error = Assert.Throws<BatchException>(() => FolderLock.Acquire(_folder.Path, TimeProvider.System));

        Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
    }

    private void ExpectOwner(string message, int processId)
    {
        Assert.Contains(_folder.Path, message, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"process {processId} "), message, StringComparison.Ordinal);
    }

    private async Task<int> FlockAsync()
    {
        using var process = Process.Start("flock", ["--nonblock", Path.Combine(_folder.Path, "lock"), "true"]);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
