using System.Collections;
using System.Text;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Queues;
using MultiBatch.Serialization;
using MultiBatch.Submitting;

namespace MultiBatch.Providers.Aws.Tests.Secrets;

/// <summary>Everything a client of the provider does in a life, and everything it shows of it.</summary>
/// <param name="client">The client, with a catalogue that nobody else has.</param>
/// <param name="secret">A secret, by reference.</param>
/// <param name="length">How long the secret is: the task sees that it was given, and says nothing of it.</param>
/// <param name="value">The value of a variable that nothing should repeat but what shows the job itself.</param>
internal sealed class CanaryLife(BatchClient client, string secret, int length, string value)
{
    private const string Name = "canaries";

    /// <summary>What shows a job as it was submitted: plans, native requests, descriptions.</summary>
    public StringBuilder Jobs { get; } = new();

    /// <summary>Everything else: errors, reasons, findings, logs of jobs.</summary>
    public StringBuilder Texts { get; } = new();

    public async Task RunAsync()
    {
        await client.Environments.CreateAsync(new ComputeEnvironmentSpec { Name = Name, MaxVCpus = 8, MachineTypes = ["m5.xlarge"] });
        await client.Queues.CreateAsync(new JobQueueSpec { Name = Name, Environments = [Name] });
        var spec = Spec($"test ${{#TOKEN}} -eq {length} && test -n \"$PASSWORD\" && echo has both");
        await ShowAsync(spec);

        var job = await client.WaitAsync((await client.SubmitAsync(spec)).Reference);
        await ShowAsync(job);
        Assert.Equal(JobState.Succeeded, job.State);

        // Too long for overrides: its variables go into the definition.
        await ShowAsync(spec with { Env = new Dictionary<string, string> { ["PASSWORD"] = value, ["LONG"] = new string('x', 9000) } });

        var array = await client.WaitAsync((await client.SubmitAsync(Spec("exit $MULTIBATCH_ARRAY_INDEX") with { Array = new ArraySpec { Size = 2 } })).Reference);
        await ShowAsync(array);
        await ShowAsync((await client.RestartAsync(array.Reference)).Job);

        // Held: spec and all, in the catalogue.
        var held = await client.SubmitAsync(spec with { DependsOn = [new JobDependency { Job = array.Reference.ToString(), On = DependencyCondition.Failure }] }, new SubmitOptions { AllowHeld = true });
        await ShowAsync(held);
        await ShowAsync(await client.WaitAsync(held.Reference));

        var endless = await client.SubmitAsync(Spec("sleep 600"));
        await client.StopAsync(endless.Reference, "enough");
        await ShowAsync(await client.WaitAsync(endless.Reference));
        await ShowAsync(await client.WaitAsync((await client.SubmitAsync(spec with { Secrets = new Dictionary<string, SecretReference> { ["TOKEN"] = new(secret + "-none") } })).Reference));

        await ErrorAsync(() => client.SubmitAsync(spec with { Queue = "none" }));
        await ErrorAsync(() => client.SubmitAsync(spec with { Resources = new ResourceSpec { MachineType = "m5.large" } }));
        await ErrorAsync(() => client.GetJobAsync(new JobReference("aws", "nobody")));
        await ErrorAsync(() => client.Environments.CreateAsync(new ComputeEnvironmentSpec { Name = Name, MaxVCpus = 8, MachineTypes = ["m5.xlarge"] }));
        await ErrorAsync(() => client.Environments.DeleteAsync(Name));
    }

    /// <summary>An error, with everything it carries.</summary>
    public async Task ErrorAsync(Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<BatchException>(action);
        Texts.AppendLine(error.ToString()).AppendJoin(' ', error.Data.Cast<DictionaryEntry>().Select(entry => $"{entry.Key} {entry.Value}")).AppendLine(error.Resource).AppendLine(error.NativeCode);
    }

    public JobSpec Spec(string script) => new()
    {
        Name = "canary",
        Queue = Name,
        Image = "example/canary:1",
        Command = ["/bin/sh", "-c", script],
        Secrets = new Dictionary<string, SecretReference> { ["TOKEN"] = new(secret) },
        Env = new Dictionary<string, string> { ["PASSWORD"] = value },
        Resources = new ResourceSpec { Memory = ByteSize.FromMebibytes(64) },
    };

    private async Task ShowAsync(JobSpec spec)
    {
        var plan = await client.PlanAsync(spec);
        Jobs.AppendLine(BatchJson.Write(plan.Resolved)).AppendLine(plan.ToString());
        foreach (var disposition in plan.Dispositions)
        {
            Texts.AppendLine(BatchJson.Write(disposition)).AppendLine(disposition.ToString());
        }

        foreach (var request in plan.GetNativeRequests())
        {
            Jobs.AppendLine(request.Operation).AppendLine(request.Body);
        }
    }

    private async Task ShowAsync(Job job)
    {
        Jobs.AppendLine(BatchJson.Write(job)).AppendLine(job.Native?.GetRawText());
        Texts.AppendLine(job.Reference.ToString()).AppendLine(job.Reason);
        Texts.AppendJoin("\n", (await client.DiagnoseAsync(job.Reference)).Findings.Select(finding => finding.ToString()));
        if (job.ArraySize is null && job.State.IsTerminal())
        {
            await foreach (var line in client.ReadLogAsync(job.Reference))
            {
                Texts.Append(Encoding.UTF8.GetString(line.Bytes.Span));
            }
        }

        await foreach (var one in client.ListJobsAsync(new JobQuery { Name = job.Name }))
        {
            Jobs.AppendLine(one.ToString());
        }
    }
}
