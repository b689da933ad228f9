using System.Collections;

namespace MultiBatch.PowerShell.Completion;

/// <summary>Completes names of providers.</summary>
public sealed class ProviderCompleter : CompleterBase
{
    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound) => [.. Registry.Providers.Select(factory => new Suggestion(factory.Provider))];
}
