using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Google.Wire;

namespace MultiBatch.Emulators.Google.Batch.Operations;

/// <summary>Requests with an id that were carried out. Belongs to the state's lock.</summary>
internal sealed class RequestMemory
{
    // CreateJobRequest.request_id: guaranteed for at least so long.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(60);

    private readonly BatchContext _context;

    public RequestMemory(BatchContext context) => _context = context;

    /// <summary>The same request as it was carried out before; null when it was not.</summary>
    public RememberedRequest? Find(RestCall call, Guid? id) =>
        id is { } known
        && _context.Quirks.IsOn(GoogleQuirks.RequestIdsRemembered)
        && _context.State.Requests.GetValueOrDefault((call.Method, call.Location, known)) is { } request
        && request.At + _context.Clock.Scale(Kept) > _context.Clock.Now
            ? request
            : null;

    public void Keep(RestCall call, Guid? id, RememberedRequest request)
    {
        if (id is { } known)
        {
            _context.State.Requests[(call.Method, call.Location, known)] = request;
        }
    }
}
