using System.Collections.Concurrent;
using System.Text.Json;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Wire;
using MultiBatch.Providers.Google.Wire.Tasks;

namespace MultiBatch.Providers.Google.Jobs;

/// <summary>
/// Reads the tasks of a job by index, a page of a thousand at a time. The service gives pages in order only, by tokens; these are kept, so that a later
/// page costs one call, and readers that ask for parts of one job at the same moment share what is read after they asked.
/// </summary>
internal sealed class TaskPages
{
    /// <summary>The tasks of a page.</summary>
    public const int PageSize = 1000;

    private const int MostJobs = 2000;

    private readonly IGoogleBatchWire _wire;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, Book> _books = new(StringComparer.Ordinal);

    public TaskPages(IGoogleBatchWire wire, TimeProvider clock)
    {
        _wire = wire;
        _clock = clock;
    }

    /// <summary>Those of the tasks that are there, by index. A job whose tasks are not there yet has none.</summary>
    /// <param name="job">The full name of the job.</param>
    /// <param name="indexes">The indexes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyDictionary<int, DescribedTask>> ReadAsync(string job, IReadOnlyCollection<int> indexes, CancellationToken cancellationToken)
    {
        var found = new Dictionary<int, DescribedTask>();
        if (indexes.Count == 0)
        {
            return found;
        }

        if (_books.Count > MostJobs)
        {
            _books.Clear();
        }

        var asked = _clock.GetTimestamp();
        var book = _books.GetOrAdd(job, _ => new Book());
        Interlocked.Increment(ref book.Readers);
        await book.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var open = new HashSet<int>(indexes);
            foreach (var number in indexes.Select(index => index / PageSize).Distinct().OrderBy(number => number))
            {
                Take(await PageAsync(job, book, number, asked, cancellationToken).ConfigureAwait(false), open, found);
            }

            // The order of a list is not promised: what is not where it should be is looked for in the pages around.
            for (var number = 0; open.Count > 0 && found.Count > 0 && number < book.Tokens.Count; number++)
            {
                Take(await PageAsync(job, book, number, asked, cancellationToken).ConfigureAwait(false), open, found);
            }
        }
        catch (BatchException error) when (error.Code == BatchErrorCode.NotFound)
        {
            // Just after a job was made its group is not there: for minutes sometimes. The job itself says how it stands.
            book.Forget();
        }
        finally
        {
            if (Interlocked.Decrement(ref book.Readers) == 0)
            {
                book.Pages.Clear();
            }

            book.Gate.Release();
        }

        return found;
    }

    private static void Take(Page? page, HashSet<int> open, Dictionary<int, DescribedTask> found)
    {
        foreach (var task in page?.Tasks ?? [])
        {
            if (ResourceNames.IndexOf(task.Task.Name) is { } index && open.Remove(index))
            {
                found[index] = task;
            }
        }
    }

    private async Task<Page?> PageAsync(string job, Book book, int number, long asked, CancellationToken cancellationToken)
    {
        if (book.Pages.TryGetValue(number, out var page) && page.ReadAt >= asked)
        {
            return page;
        }

        while (book.Tokens.Count <= number)
        {
            var last = book.Tokens.Count - 1;
            await FetchAsync(job, book, last, cancellationToken).ConfigureAwait(false);
            if (book.Tokens.Count == last + 1)
            {
                // There is no page after this one (yet).
                return null;
            }
        }

        return book.Pages.TryGetValue(number, out page) && page.ReadAt >= asked
            ? page
            : await FetchAsync(job, book, number, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Page> FetchAsync(string job, Book book, int number, CancellationToken cancellationToken)
    {
        ListTasksResponse reply;
        var readAt = _clock.GetTimestamp();
        try
        {
            reply = await _wire.ListTasksAsync(
                new ListTasksRequest { Parent = ResourceNames.Tasks(job), PageSize = PageSize, PageToken = book.Tokens[number] }, cancellationToken).ConfigureAwait(false);
        }
        catch (BatchException error) when (error.Code == BatchErrorCode.InvalidSpec && number > 0)
        {
            // Tokens do not live for ever.
            book.Forget();
            throw new BatchException(BatchErrorCode.Unavailable, "A page of the list of tasks is no longer there; it is read anew.", error)
            {
                IsTransient = true, Provider = GoogleProviderName.Value, Resource = job,
            };
        }

        var native = reply.ReadItems("tasks");
        var page = new Page(
            readAt, (reply.Tasks ?? []).Select((task, place) => new DescribedTask { Task = task, Native = place < native.Count ? native[place] : (JsonElement?)null }).ToList());
        book.Pages[number] = page;
        if (!string.IsNullOrEmpty(reply.NextPageToken))
        {
            if (book.Tokens.Count == number + 1)
            {
                book.Tokens.Add(reply.NextPageToken);
            }
            else
            {
                book.Tokens[number + 1] = reply.NextPageToken;
            }
        }

        return page;
    }

    private sealed record Page(long ReadAt, IReadOnlyList<DescribedTask> Tasks);

    private sealed class Book
    {
        public int Readers;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>The token of each page that is known; none for the first.</summary>
        public List<string?> Tokens { get; } = [null];

        /// <summary>Pages that somebody reads now.</summary>
        public Dictionary<int, Page> Pages { get; } = [];

        public void Forget()
        {
            Tokens.RemoveRange(1, Tokens.Count - 1);
            Pages.Clear();
        }
    }
}
