using System.Globalization;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Views;

/// <summary>Gives pages of job definitions.</summary>
internal static class DefinitionListing
{
    private const int PageSize = 100;

    /// <summary>The token is the number of revisions given so far.</summary>
    public static DefinitionsReply List(DefinitionTable definitions, ListRequest request)
    {
        var skip = 0;
        if (request.ContinuationToken is not null && !int.TryParse(request.ContinuationToken, NumberStyles.None, CultureInfo.InvariantCulture, out skip))
        {
            throw EngineErrors.New(BatchErrorCode.InvalidSpec, $"'{request.ContinuationToken}' is no continuation token of this engine.", null);
        }

        var page = definitions.All
            .Where(definition => request.Name is null || definition.Name == request.Name)
            .Skip(skip)
            .Take(PageSize + 1)
            .ToList();
        return new DefinitionsReply
        {
            Items = page.Take(PageSize).ToList(),
            ContinuationToken = page.Count > PageSize ? (skip + PageSize).ToString(CultureInfo.InvariantCulture) : null,
        };
    }
}
