using MultiBatch.Catalogue;
using MultiBatch.Submissions;

namespace MultiBatch.Held;

/// <summary>
/// Held jobs in the catalogue. Those that need a client are documents of their own below <c>held/open</c>, so that a list of keys says which there
/// are. One that needs none any more is written below <c>held/started</c>, or below <c>held/ended</c> when the service never saw it, where it does not
/// change again, and only then taken out of <c>open</c>: a job is always in at least one place. Thread-safe.
/// </summary>
internal sealed class HeldStore
{
    private const int Remembered = 16_384;

    private readonly Lazy<CatalogueDocuments<HeldRecord>> _open;
    private readonly Lazy<CatalogueDocuments<HeldRecord>> _started;
    private readonly Lazy<CatalogueDocuments<HeldRecord>> _ended;
    private readonly RecentlyRead<string, HeldRecord> _over = new(Remembered);
    private readonly object _lock = new();
    private readonly Dictionary<string, (HeldEntry Entry, int Count)> _watched = new(StringComparer.Ordinal);

    public HeldStore(ClientServices services)
    {
        var folder = new CatalogueScope(services.Provider.Name, services.Options.ConnectionName).Folder("held");
        _open = Documents("/open");
        _started = Documents("/started");
        _ended = Documents("/ended");

        Lazy<CatalogueDocuments<HeldRecord>> Documents(string part) =>
            new(() => new CatalogueDocuments<HeldRecord>(services.Catalogue, folder + part, HeldJson.Indented.HeldRecord));
    }

    /// <summary>A held job; null when there is none.</summary>
    /// <param name="id">Its submission id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <param name="fresh">False to take what a supervision of this client knows of a job it watches.</param>
    public async Task<HeldEntry?> FindAsync(string id, CancellationToken cancellationToken, bool fresh = false)
    {
        if (_over.Find(id) is { } over)
        {
            return new HeldEntry(over, null);
        }

        if (!fresh)
        {
            lock (_lock)
            {
                if (_watched.TryGetValue(id, out var watched))
                {
                    return watched.Entry;
                }
            }
        }

        // Moved in between, it is found where it went.
        return await _open.Value.FindAsync(id, cancellationToken).ConfigureAwait(false) is var (record, tag)
            ? new HeldEntry(record, tag)
            : await FindOverAsync(id, cancellationToken).ConfigureAwait(false) is { } done ? new HeldEntry(done, null) : null;
    }

    /// <summary>The ids of the jobs that need a client, in order.</summary>
    public Task<List<string>> ListOpenAsync(CancellationToken cancellationToken) => _open.Value.ListNamesAsync(null, cancellationToken);

    /// <summary>The ids of the jobs that ended without the service, in order.</summary>
    public Task<List<string>> ListEndedAsync(CancellationToken cancellationToken) => _ended.Value.ListNamesAsync(null, cancellationToken);

    /// <summary>Writes a new held job. Gives the one that is there when the id is taken.</summary>
    public async Task<HeldEntry> CreateAsync(HeldRecord record, bool mayExist, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (mayExist && await FindAsync(record.SubmissionId, cancellationToken, fresh: true).ConfigureAwait(false) is { } existing)
            {
                return existing;
            }

            if (await _open.Value.TryPutAsync(record.SubmissionId, record, null, cancellationToken).ConfigureAwait(false) is { } tag)
            {
                return new HeldEntry(record, tag);
            }

            mayExist = true;
        }
    }

    /// <summary>Writes a job that still needs a client, if it is as the caller knows it; null when it is not.</summary>
    public async Task<HeldEntry?> TryPutAsync(HeldEntry known, HeldRecord record, CancellationToken cancellationToken)
    {
        if (known.ETag is null)
        {
            return null;
        }

        if (await _open.Value.TryPutAsync(record.SubmissionId, record, known.ETag, cancellationToken).ConfigureAwait(false) is not { } tag)
        {
            return null;
        }

        var entry = new HeldEntry(record, tag);
        lock (_lock)
        {
            if (_watched.TryGetValue(record.SubmissionId, out var watched))
            {
                _watched[record.SubmissionId] = (entry, watched.Count);
            }
        }

        return entry;
    }

    /// <summary>Writes that a job is over, if it is as the caller knows it. False when it is not.</summary>
    public async Task<bool> TryEndAsync(HeldEntry known, HeldRecord record, CancellationToken cancellationToken)
    {
        // First in place: from then on nobody else changes it, and whoever finds it so can end the move.
        if (await TryPutAsync(known, record, cancellationToken).ConfigureAwait(false) is not { } entry)
        {
            return false;
        }

        await MoveAsync(entry, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Moves a job that is over out of the way.</summary>
    public async Task MoveAsync(HeldEntry entry, CancellationToken cancellationToken)
    {
        var id = entry.Record.SubmissionId;
        var place = entry.Record.End is null ? _started : _ended;
        await place.Value.TryCreateAsync(id, entry.Record, cancellationToken).ConfigureAwait(false);
        await _open.Value.TryDeleteAsync(id, entry.ETag!, cancellationToken).ConfigureAwait(false);
        _over.Add(id, entry.Record);
        lock (_lock)
        {
            _watched.Remove(id);
        }
    }

    /// <summary>The record of a job that is over; null when it is not, or is not known.</summary>
    public async Task<HeldRecord?> FindOverAsync(string id, CancellationToken cancellationToken)
    {
        if (_over.Find(id) is { } known)
        {
            return known;
        }

        foreach (var place in new[] { _started, _ended })
        {
            if (await place.Value.FindAsync(id, cancellationToken).ConfigureAwait(false) is var (record, _))
            {
                _over.Add(id, record);
                return record;
            }
        }

        return null;
    }

    /// <summary>Takes out a document that was written for a job which is over already.</summary>
    public Task DropAsync(HeldEntry entry, CancellationToken cancellationToken) =>
        _open.Value.TryDeleteAsync(entry.Record.SubmissionId, entry.ETag!, cancellationToken);

    /// <summary>
    /// Keeps a job that only waits for others in memory, while a supervision watches it: ten thousand of them are not read at each look.
    /// </summary>
    public void Watch(HeldEntry entry)
    {
        lock (_lock)
        {
            var id = entry.Record.SubmissionId;
            _watched[id] = (entry, _watched.TryGetValue(id, out var watched) ? watched.Count + 1 : 1);
        }
    }

    /// <summary>Ends a <see cref="Watch"/>.</summary>
    public void Unwatch(string id)
    {
        lock (_lock)
        {
            if (_watched.TryGetValue(id, out var watched))
            {
                if (watched.Count > 1)
                {
                    _watched[id] = (watched.Entry, watched.Count - 1);
                }
                else
                {
                    _watched.Remove(id);
                }
            }
        }
    }

    /// <summary>The submission id of a segment: the job's own for the first, made from it for the others, the same each time.</summary>
    public static SubmissionId SegmentId(string id, int number) =>
        SubmissionId.FromText(number == 1 ? id : FormattableString.Invariant($"{id}/segment/{number}"));
}
