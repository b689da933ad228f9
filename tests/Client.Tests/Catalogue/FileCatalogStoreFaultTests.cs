using System.Diagnostics;
using System.Text;
using MultiBatch.Catalogue;
using MultiBatch.Catalogue.Files;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Catalogue;

/// <summary>What goes wrong with real files and disks, and what is said of it.</summary>
public sealed class FileCatalogStoreFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task A_full_disk_is_told_and_keeps_what_was_there()
    {
        using var disk = SmallDisk.Mount(_folder.Combine("disk"));
        var store = new FileCatalogStore(Path.Combine(disk.Path, "catalogue"));
        var tag = await store.TryPutAsync("a", Encoding.UTF8.GetBytes("small"), null, default);

        var error = await Assert.ThrowsAsync<BatchException>(() => store.TryPutAsync("a", new byte[1024 * 1024], tag, default));

        Assert.Equal(BatchErrorCode.QuotaExceeded, error.Code);
        Assert.Equal(BatchEffect.None, error.Effect);
        Assert.Contains("disk is full", error.Message, StringComparison.Ordinal);
        Assert.Contains("MULTIBATCH_HOME", error.Message, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(disk.Path, "catalogue", "a.json"), error.Resource);
        Assert.Equal(tag, (await store.GetAsync("a", default))!.ETag);
        Assert.NotNull(await store.TryPutAsync("a", Encoding.UTF8.GetBytes("other"), tag, default));
    }

    [SkippableFact]
    public async Task A_read_only_disk_is_told_and_can_still_be_read()
    {
        using var disk = SmallDisk.Mount(_folder.Combine("disk"));
        var store = new FileCatalogStore(Path.Combine(disk.Path, "catalogue"));
        var tag = await store.TryPutAsync("a", Encoding.UTF8.GetBytes("1"), null, default);
        disk.MakeReadOnly();

        var error = await Assert.ThrowsAsync<BatchException>(() => store.TryPutAsync("a", Encoding.UTF8.GetBytes("2"), tag, default));

        Assert.Equal(BatchErrorCode.PermissionDenied, error.Code);
        Assert.Contains("read-only", error.Message, StringComparison.Ordinal);
        Assert.Equal(tag, (await store.GetAsync("a", default))!.ETag);
    }

    [SkippableFact]
    public async Task A_folder_without_permission_is_told()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Directory.Exists("/sys/kernel"), "Needs a folder that nobody can write to.");

        var error = await Assert.ThrowsAsync<BatchException>(
            () => new FileCatalogStore("/sys/multibatch").TryPutAsync("a", new byte[1], null, default));

        Assert.Equal(BatchErrorCode.PermissionDenied, error.Code);
        Assert.Contains("/sys/multibatch", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_where_a_folder_should_be_is_told()
    {
        File.WriteAllText(_folder.Combine("catalogue"), "a file");

        var error = await Assert.ThrowsAsync<BatchException>(
            () => new FileCatalogStore(_folder.Combine("catalogue")).TryPutAsync("a", new byte[1], null, default));

        Assert.Contains(_folder.Combine("catalogue"), error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_lock_of_another_process_is_waited_for()
    {
        var clock = new ManualTimeProvider();
        var store = new FileCatalogStore(_folder.Path, clock);
        var tag = await store.TryPutAsync("a", Encoding.UTF8.GetBytes("1"), null, default);
        using var other = OtherOwner.Of(Assert.Single(Directory.GetFiles(_folder.Combine(".locks"))));

        var write = store.TryPutAsync("a", Encoding.UTF8.GetBytes("2"), tag, default);
        await clock.WaitForTimersAsync();
        Assert.Equal(tag, (await store.GetAsync("a", default))!.ETag);
        other.Release();
        clock.AdvanceToNextTimer();

        Assert.NotNull(await write.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [SkippableFact]
    public async Task A_lock_that_is_never_given_back_is_told()
    {
        var clock = new ManualTimeProvider();
        var store = new FileCatalogStore(_folder.Path, clock);
        await store.TryPutAsync("a", Encoding.UTF8.GetBytes("1"), null, default);
        using var other = OtherOwner.Of(Assert.Single(Directory.GetFiles(_folder.Combine(".locks"))));

        var write = store.TryPutAsync("a", Encoding.UTF8.GetBytes("2"), "x", default);
        while (await Task.WhenAny(write, clock.WaitForTimersAsync()) != write)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        var error = await Assert.ThrowsAsync<BatchException>(() => write);
        Assert.Equal(BatchErrorCode.Timeout, error.Code);
        Assert.True(error.IsTransient);
        Assert.Contains(".locks", error.Message, StringComparison.Ordinal);
        Assert.Contains("30s", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Exception, BatchErrorCode, string> Faults => new()
    {
        { new IOException("no space", 28), BatchErrorCode.QuotaExceeded, "disk is full" },
        { new IOException("no space", unchecked((int)0x80070070)), BatchErrorCode.QuotaExceeded, "disk is full" },
        { new IOException("no space", unchecked((int)0x80070027)), BatchErrorCode.QuotaExceeded, "disk is full" },
        { new IOException("quota", unchecked((int)0x80070508)), BatchErrorCode.QuotaExceeded, "quota is used up" },
        { new IOException("read-only", 30), BatchErrorCode.PermissionDenied, "read-only" },
        { new IOException("write-protected", unchecked((int)0x80070013)), BatchErrorCode.PermissionDenied, "read-only" },
        { new UnauthorizedAccessException("denied"), BatchErrorCode.PermissionDenied, "may not do that" },
        { new IOException("not permitted", 1), BatchErrorCode.PermissionDenied, "may not do that" },
        { new PathTooLongException("long"), BatchErrorCode.InvalidSpec, "too long" },
        { new IOException("no locks", 37), BatchErrorCode.Unavailable, "has no locks" },
        { new IOException("Input/output error.", 5), BatchErrorCode.Unavailable, "Input/output error. Look at" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_fault_has_its_code_and_a_way_out(Exception fault, BatchErrorCode code, string text)
    {
        var error = FileFault.ToBatchException(fault, "Writing", "/data/a.json");

        Assert.Equal(code, error.Code);
        Assert.StartsWith("Writing '/data/a.json' failed: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Contains("MULTIBATCH_HOME", error.Message, StringComparison.Ordinal);
        Assert.Same(fault, error.InnerException);
    }

    /// <summary>A disk of 64 KiB, for those who may mount one.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private SmallDisk(string path) => Path = path;

        public string Path { get; }

        public static SmallDisk Mount(string path)
        {
            Skip.IfNot(OperatingSystem.IsLinux(), "Mounts a small disk as only Linux does.");
            Directory.CreateDirectory(path);
            Skip.IfNot(Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", path), "Needs the right to mount a small disk (root).");
            return new SmallDisk(path);
        }

        public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", Path));

        public void Dispose() => Run("umount", "-l", Path);

        private static bool Run(string program, params string[] arguments)
        {
            using var process = Start(program, arguments);
            process?.WaitForExit();
            return process?.ExitCode == 0;
        }
    }

    /// <summary>Another process that holds a lock until it is told to let go.</summary>
    private sealed class OtherOwner : IDisposable
    {
        private readonly Process _process;

        private OtherOwner(Process process) => _process = process;

        public static OtherOwner Of(string path)
        {
            var process = Start("flock", "--exclusive", path, "sh", "-c", "echo held; read line");
            Skip.If(process is null, "Needs the flock program of util-linux.");
            Assert.Equal("held", process!.StandardOutput.ReadLine());
            return new OtherOwner(process);
        }

        public void Release()
        {
            _process.StandardInput.WriteLine("let go");
            _process.WaitForExit();
        }

        public void Dispose()
        {
            // With nobody left to read from, the program ends and its lock with it.
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }

    private static Process? Start(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
