using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Google.Batch.Rules;
using MultiBatch.Emulators.Google.Wire;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Google.Batch.Operations;

/// <summary>Makes jobs.</summary>
internal sealed class CreateOperation
{
    private const int LongestUidStart = 18;

    private readonly BatchContext _context;
    private readonly RequestMemory _memory;

    public CreateOperation(BatchContext context, RequestMemory memory)
    {
        _context = context;
        _memory = memory;
    }

    public JobEntry Create(RestCall call, EmulatorRequest request)
    {
        call.Expect("jobId", "requestId");
        var body = ProtoReader.Read(request.Body, "Job", "job", call.IsAlpha, _context.Quirks.IsOn(GoogleQuirks.StrictFields));
        var requestId = Rule.RequestId(call.Text("requestId"), isVersion4: false);
        if (_memory.Find(call, requestId) is { Job: { } made })
        {
            return made;
        }

        var id = call.Text("jobId");
        Rule.Holds(id is not null || !_context.Quirks.IsOn(GoogleQuirks.JobIdRequired), "job_id", "it is required");
        Rule.Holds(id is null || Rule.IsJobId(id), "job_id", "it must have at most 63 lower-case letters, digits and '-', begin with a letter and not end with '-'");
        id ??= $"j-{Guid.NewGuid()}";
        JobRules.Check(body, request.Body.Length, call.Location, _context.Quirks);
        var waits = WaitsOf(body, call);
        if (_context.State.FindJob(call.Location, id) is not null)
        {
            throw GoogleException.AlreadyExists(NumberedName(call, id));
        }

        JobDefaults.Fill(body, id, call.Location, _context.State);
        var job = Add(call, id, body);
        job.Waits.AddRange(waits);
        _memory.Keep(call, requestId, new RememberedRequest(job.CreatedAt, job, null));
        _context.Jobs.Admit(job);
        return job;
    }

    private string NumberedName(RestCall call, string id)
    {
        var project = _context.Quirks.IsOn(GoogleQuirks.ProjectNumbers) ? _context.State.ProjectNumber : _context.State.Project;
        return $"projects/{project}/locations/{call.Location}/jobs/{id}";
    }

    private JobEntry Add(RestCall call, string id, JsonObject body)
    {
        var state = _context.State;
        var now = _context.Stamps.Next();
        var job = new JobEntry
        {
            Id = id,
            Location = call.Location,
            Name = $"projects/{state.Project}/locations/{call.Location}/jobs/{id}",
            NumberedName = NumberedName(call, id),
            Uid = UidOf(id),
            Ordinal = state.NextOrdinal++,
            CreatedAt = now,
            Body = body,
            Terms = TermsReader.Read(body, call.Location),
        };
        job.Become(JobState.Queued, now);
        state.Jobs.Add((job.Location, id), job);
        state.JobsByOrdinal.Add(job.Ordinal, job);
        return job;
    }

    private static string UidOf(string id)
    {
        var start = id[..Math.Min(id.Length, LongestUidStart)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{start}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}0");
    }

    private List<JobWait> WaitsOf(JsonObject body, RestCall call)
    {
        var waits = new List<JobWait>();
        foreach (var (name, type) in body.Objects("dependencies").FirstOrDefault()?.Object("items") ?? [])
        {
            var parts = name.Split('/');
            Rule.Holds(parts.Length == 1 || (parts.Length == 6 && _context.State.IsProject(parts[1]) && parts[3] == call.Location), "job.dependencies", $"'{name}' must be a job of the same region");
            var job = _context.State.FindJob(call.Location, parts[^1]);
            Rule.Holds(job is not null, "job.dependencies", $"job '{name}' does not exist");
            waits.Add(new JobWait { Job = job!, Type = type!.GetValue<string>() });
        }

        return waits;
    }
}
