using System.Runtime.CompilerServices;

namespace MultiBatch.Shared.Paging;

/// <summary>Reads the pages of a list one after the other.</summary>
internal static class Pages
{
    /// <summary>Reads pages until one names no next. A service that names the page just read as the next would be asked for ever: there it ends.</summary>
    /// <param name="read">Reads the page of a token; null for the first.</param>
    /// <param name="next">The token of the page after; null or empty when there is none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal static async IAsyncEnumerable<TPage> ReadAsync<TPage>(
        Func<string?, CancellationToken, Task<TPage>> read, Func<TPage, string?> next, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        while (true)
        {
            var page = await read(token, cancellationToken).ConfigureAwait(false);
            yield return page;

            var following = next(page);
            if (string.IsNullOrEmpty(following) || following == token)
            {
                yield break;
            }

            token = following;
        }
    }
}
