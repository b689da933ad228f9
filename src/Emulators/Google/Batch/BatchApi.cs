using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Google.Batch.Operations;
using MultiBatch.Emulators.Google.Batch.Rules;
using MultiBatch.Emulators.Google.Wire;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Google.Batch;

/// <summary>The operations of the Batch API, v1 and what of v1alpha is the same.</summary>
internal sealed class BatchApi
{
    private readonly BatchContext _context;
    private readonly CreateOperation _create;
    private readonly StopOperations _stop;
    private readonly ListOperations _list;
    private readonly JobText _text;

    public BatchApi(BatchContext context)
    {
        _context = context;
        var memory = new RequestMemory(context);
        _create = new CreateOperation(context, memory);
        _stop = new StopOperations(context, memory);
        _text = new JobText(context);
        _list = new ListOperations(context, _text);
    }

    public ReadOnlyMemory<byte> Handle(RestCall call, EmulatorRequest request)
    {
        if (!_context.State.IsProject(call.Project))
        {
            throw GoogleException.Denied($"batch.{call.Method}", $"projects/{call.Project}");
        }

        if (call.Names.Count > 1 && !Regions.Has(call.Location) && !(call.Location == "-" && call.Method is "ListJobs" or "ListOperations"))
        {
            throw GoogleException.NotFound($"projects/{call.Project}/locations/{call.Location}");
        }

        lock (_context.State.Sync)
        {
            var now = DateTimeOffset.MaxValue;
            return call.Method switch
            {
                "CreateJob" => Job(call, _create.Create(call, request), now),
                "GetJob" => GetJob(call, _context.Moment(request.Stale)),
                "ListJobs" => _list.Jobs(call, request.Stale),
                "DeleteJob" => Operation(call, _stop.Delete(call)),
                "CancelJob" => Operation(call, _stop.Cancel(call, request)),
                "GetTask" => GetTask(call, _context.Moment(request.Stale)),
                "ListTasks" => _list.Tasks(call, request.Stale),
                "GetOperation" => Operation(call, FindOperation(call)),
                "ListOperations" => _list.Operations(call),
                "CancelOperation" => CancelOperation(call, request),
                "DeleteOperation" => DeleteOperation(call),
                "ListLocations" => _list.Locations(call),
                "GetLocation" => GetLocation(call),
                _ => throw GoogleException.Unimplemented("The emulator has no " + call.Method),
            };
        }
    }

    private ReadOnlyMemory<byte> GetJob(RestCall call, DateTimeOffset moment)
    {
        call.Expect();
        return Job(call, _context.Job(call, moment), moment);
    }

    private ReadOnlyMemory<byte> Job(RestCall call, JobEntry job, DateTimeOffset moment)
    {
        using var writer = new ReplyWriter(call.IsNumeric);
        _text.WriteJob(writer, call, job, moment);
        return writer.Finish();
    }

    private ReadOnlyMemory<byte> GetTask(RestCall call, DateTimeOffset moment)
    {
        using var writer = new ReplyWriter(call.IsNumeric);
        _text.WriteTask(writer, _list.Task(call, moment), moment);
        return writer.Finish();
    }

    private OperationEntry FindOperation(RestCall call)
    {
        call.Expect();
        return _context.State.Operations.GetValueOrDefault((call.Location, call.Names[2]))
            ?? throw GoogleException.NotFound($"projects/{_context.State.Project}/locations/{call.Location}/operations/{call.Names[2]}");
    }

    private static ReadOnlyMemory<byte> Operation(RestCall call, OperationEntry operation)
    {
        using var writer = new ReplyWriter(call.IsNumeric);
        OperationText.Write(writer, operation);
        return writer.Finish();
    }

    /// <summary>Asks for the end of an operation, as well as that can be done: what has begun here goes on.</summary>
    private ReadOnlyMemory<byte> CancelOperation(RestCall call, EmulatorRequest request)
    {
        ProtoReader.Read(request.Body, "CancelOperationRequest", string.Empty, call.IsAlpha, _context.Quirks.IsOn(GoogleQuirks.StrictFields));
        var operation = FindOperation(call);
        operation.IsCancellationAsked |= operation.EndedAt is null;
        return "{}"u8.ToArray();
    }

    private ReadOnlyMemory<byte> DeleteOperation(RestCall call)
    {
        var operation = FindOperation(call);
        _context.State.Operations.Remove((operation.Location, operation.Id));
        return "{}"u8.ToArray();
    }

    private ReadOnlyMemory<byte> GetLocation(RestCall call)
    {
        call.Expect();
        using var writer = new ReplyWriter(call.IsNumeric);
        _list.WriteLocation(writer, call.Location);
        return writer.Finish();
    }
}
