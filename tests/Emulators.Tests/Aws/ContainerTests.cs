using System.Formats.Tar;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Aws;

/// <summary>Jobs in real containers, where there is a runtime that can run them: of an image made of one static program.</summary>
public sealed class ContainerTests : IAsyncLifetime
{
    private const string Image = "localhost/multibatch-test:1";

    private static readonly AwsEmulatorOptions Options = AwsRig.Options with { Images = ImageMode.Container, TimeScale = 0.02, Secrets = new Dictionary<string, string> { ["arn:secret"] = "open sesame" } };

    private readonly string _folder = Directory.CreateTempSubdirectory("mbc-").FullName;
    private readonly string? _configuration = Environment.GetEnvironmentVariable("CONTAINERS_CONF");
    private AwsRig? _rig;
    private string _reason = string.Empty;

    public async Task InitializeAsync()
    {
        try
        {
            _rig = await AwsRig.StartAsync(Options);
        }
        catch (ArgumentException)
        {
            // Podman as it comes asks for rights that a machine in a container of its own may not have.
            var file = Path.Combine(_folder, "containers.conf");
            await File.WriteAllTextAsync(file, "[containers]\ndefault_ulimits=[\"nofile=1024:1024\",\"nproc=4096:4096\"]\n[engine]\nruntime=\"runc\"\ncgroup_manager=\"cgroupfs\"\nevents_logger=\"file\"\n");
            Environment.SetEnvironmentVariable("CONTAINERS_CONF", file);
            try
            {
                _rig = await AwsRig.StartAsync(Options);
            }
            catch (ArgumentException error)
            {
                _reason = error.Message;
            }
        }
    }

    public async Task DisposeAsync()
    {
        if (_rig is not null)
        {
            await _rig.DisposeAsync();
        }

        Environment.SetEnvironmentVariable("CONTAINERS_CONF", _configuration);
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    public async Task Jobs_run_in_containers_of_their_images()
    {
        var rig = await PrepareAsync();
        var share = Directory.CreateDirectory(Path.Combine(_folder, "share")).FullName;
        await File.WriteAllTextAsync(Path.Combine(share, "given"), "given");
        var definition = await DefineAsync(
            rig, "echo $GREETING $SECRET $AWS_BATCH_JOB_ATTEMPT; cat /data/given; echo; test -e /etc/passwd || echo contained; echo x > /data/taken; exit 3",
            $$$""" "environment":[{"name":"GREETING","value":"hello there"},{"name":"PATH","value":"/bin"}],"secrets":[{"name":"SECRET","valueFrom":"arn:secret"}],"volumes":[{"name":"v","host":{"sourcePath":"{{{share}}}"}}],"mountPoints":[{"sourceVolume":"v","containerPath":"/data"}],"executionRoleArn":"arn:aws:iam::123456789012:role/e" """);

        var job = await rig.EndAsync(await rig.SubmitAsync(definition));

        Assert.Equal(("FAILED", 3, "Essential container in task exited"), ((string?)job["status"], (int?)job["container"]!["exitCode"], (string?)job["statusReason"]));
        Assert.Equal(["hello there open sesame 1", "given", "contained"], await rig.OutputAsync(job));
        Assert.Equal("x\n", await File.ReadAllTextAsync(Path.Combine(share, "taken")));

        // Children, by their index.
        var array = await rig.EndAsync(await rig.SubmitAsync(await DefineAsync(rig, "exit $AWS_BATCH_JOB_ARRAY_INDEX"), ""","arrayProperties":{"size":2}"""));
        Assert.Equal((1, 1), ((int?)array["arrayProperties"]!["statusSummary"]!["SUCCEEDED"], (int?)array["arrayProperties"]!["statusSummary"]!["FAILED"]));

        // A program that is not in the image, and an image that is nowhere.
        var missing = await rig.EndAsync(await rig.SubmitAsync(definition, ""","containerOverrides":{"command":["/bin/nothing"]}"""));
        Assert.StartsWith("CannotStartContainerError", (string?)missing["container"]!["reason"], StringComparison.Ordinal);
        var nowhere = await rig.EndAsync(await rig.SubmitAsync(await DefineAsync(rig, "true", image: "localhost/multibatch-nowhere:1")));
        Assert.StartsWith("CannotPullContainerError", (string?)nowhere["container"]!["reason"], StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_job_is_stopped_with_its_container_and_held_to_its_memory()
    {
        var rig = await PrepareAsync();
        var endless = await rig.SubmitAsync(await DefineAsync(rig, "echo began; sleep 600"));
        var greedy = await rig.SubmitAsync(await DefineAsync(rig, "head -c 200000000 /dev/zero | tail -c 190000000 > /dev/null"));
        await rig.WaitAsync(endless, "RUNNING");

        await rig.DoAsync("TerminateJob", $$"""{"jobId":"{{endless}}","reason":"enough"}""");

        Assert.Equal(("FAILED", "enough"), ((string?)(await rig.EndAsync(endless))["status"], (string?)(await rig.DescribeAsync(endless))["statusReason"]));
        Assert.Equal(("FAILED", 137), ((string?)(await rig.EndAsync(greedy))["status"], (int?)(await rig.DescribeAsync(greedy))["container"]!["exitCode"]));
        await Eventually.TrueAsync(
            async () => (await RuntimeAsync("ps", "-aq", "--filter", "name=multibatch-[0-9a-f]+")).Output.Trim().Length == 0, () => "the containers to be gone");
    }

    private static async Task<ProgramRun> RuntimeAsync(params string[] arguments) =>
        await Programs.RunAsync(Programs.Find("podman") ?? Programs.Find("docker")!, arguments, Programs.RepositoryRoot, new Dictionary<string, string>());

    private static Task<string> DefineAsync(AwsRig rig, string script, string more = """ "environment":[] """, string image = Image) => rig.DefineContainerAsync(
        "jd", $$$"""{"image":"{{{image}}}","command":{{{new JsonArray("/bin/sh", "-c", script).ToJsonString()}}},"resourceRequirements":[{"type":"VCPU","value":"1"},{"type":"MEMORY","value":"64"}],{{{more}}} }""");

    /// <summary>Makes the image, or skips the test.</summary>
    private async Task<AwsRig> PrepareAsync()
    {
        Skip.If(_rig is null, _reason);
        const string Busybox = "/usr/bin/busybox";
        Skip.IfNot(File.Exists(Busybox), "There is no static busybox to make an image of.");
        var archive = Path.Combine(_folder, "image.tar");
        await using (var writer = new TarWriter(File.Create(archive)))
        {
            await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.Directory, "bin/"));
            await writer.WriteEntryAsync(Busybox, "bin/busybox");
            foreach (var name in new[] { "sh", "sleep", "cat", "head", "tail", "wc", "test", "true" })
            {
                await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.SymbolicLink, "bin/" + name) { LinkName = "busybox" });
            }
        }

        var import = await RuntimeAsync("import", archive, Image);
        Skip.IfNot(import.ExitCode == 0, $"No image can be made: {import.Error}");
        return _rig!;
    }
}
