using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Google.Batch.Rules;
using MultiBatch.Emulators.Google.Wire;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Google.Batch.Operations;

/// <summary>Cancels and deletes jobs.</summary>
internal sealed class StopOperations
{
    private readonly BatchContext _context;
    private readonly RequestMemory _memory;

    public StopOperations(BatchContext context, RequestMemory memory)
    {
        _context = context;
        _memory = memory;
    }

    public OperationEntry Cancel(RestCall call, EmulatorRequest request)
    {
        call.Expect();
        var body = ProtoReader.Read(request.Body, "CancelJobRequest", string.Empty, call.IsAlpha, _context.Quirks.IsOn(GoogleQuirks.StrictFields));
        var requestId = Rule.RequestId(body.Text("requestId"), isVersion4: true);
        if (_memory.Find(call, requestId) is { Operation: { } before })
        {
            return before;
        }

        var job = _context.Job(call, DateTimeOffset.MaxValue);
        if (job.State == JobState.CancellationInProgress && !_context.Quirks.IsOn(GoogleQuirks.CancelTwiceRefused))
        {
            return job.Cancellation!;
        }

        if (job.State is JobState.CancellationInProgress or JobState.DeletionInProgress || (job.State.IsEnd() && !_context.Quirks.IsOn(GoogleQuirks.CancelEndedAccepted)))
        {
            throw GoogleException.Precondition($"Job {job.NumberedName} is in state {job.State.Word()} and cannot be cancelled.");
        }

        var operation = Begin(call, job, "cancel", requestId);
        if (job.State.IsEnd())
        {
            operation.EndedAt = operation.CreatedAt;
        }
        else
        {
            job.Cancellation = operation;
            _context.Jobs.Cancel(job);
        }

        return operation;
    }

    public OperationEntry Delete(RestCall call)
    {
        call.Expect("reason", "requestId");
        var requestId = Rule.RequestId(call.Text("requestId"), isVersion4: false);
        if (_memory.Find(call, requestId) is { Operation: { } before })
        {
            return before;
        }

        var job = _context.Job(call, DateTimeOffset.MaxValue);
        if (job.State == JobState.DeletionInProgress)
        {
            throw GoogleException.Precondition($"Job {job.NumberedName} is in state {job.State.Word()} and cannot be deleted.");
        }

        var operation = Begin(call, job, "delete", requestId);
        job.Deletion = operation;
        _context.Jobs.Delete(job);
        return operation;
    }

    private OperationEntry Begin(RestCall call, JobEntry job, string verb, Guid? requestId)
    {
        var operation = _context.State.AddOperation(verb, job, call.IsAlpha, _context.Stamps.Next());
        _memory.Keep(call, requestId, new RememberedRequest(operation.CreatedAt, null, operation));
        return operation;
    }
}
