using MultiBatch;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local;

// Any other provider goes here; nothing below changes.
var options = new LocalBatchOptions { StateDirectory = Path.Combine(Path.GetTempPath(), "multibatch-example-" + Environment.ProcessId) };
await using var client = new BatchClient(new LocalBatchProvider(options));

var squares = await client.SubmitAsync(new JobSpec
{
    Name = "squares",
    Script = "echo $((MULTIBATCH_ARRAY_INDEX * MULTIBATCH_ARRAY_INDEX))",
    Array = new ArraySpec { Size = 10 },
    Resources = new ResourceSpec { VCpus = 0.5, Memory = ByteSize.FromMebibytes(64) },
    Attempts = new AttemptPolicy { Max = 3 },
    Timeout = TimeSpan.FromMinutes(1),
});

var done = await client.WaitAsync(squares.Reference);
Console.WriteLine($"{done.Name}: {done.State}, {done.Children}");

await foreach (var line in client.ReadLogAsync(squares.Reference))
{
    Console.WriteLine($"#{line.Job.Index} {line.Text}");
}
