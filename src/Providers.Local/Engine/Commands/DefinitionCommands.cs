using MultiBatch.Definitions;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Commands;

/// <summary>Registers and deregisters job definitions. Belongs to the loop.</summary>
internal sealed class DefinitionCommands
{
    private readonly EngineCore _core;

    public DefinitionCommands(EngineCore core) => _core = core;

    private DefinitionTable Definitions => _core.State.Definitions;

    public JobDefinition Register(JobDefinitionSpec spec)
    {
        var hash = DefinitionHash.Of(spec);
        if (Definitions.FindLatestActive(spec.Name) is { } latest && latest.ContentHash == hash)
        {
            return latest;
        }

        var definition = new JobDefinition
        {
            Name = spec.Name,
            Revision = Definitions.NextRevision(spec.Name),
            Job = spec.Job,
            IsActive = true,
            Labels = spec.Labels,
            ContentHash = hash,
            RegisteredAt = _core.Now,
        };
        _core.Commit(new StateChange { DefinitionPut = definition });
        return definition;
    }

    public void Deregister(DefinitionRequest request)
    {
        var definition = Find(request)
            ?? throw EngineErrors.New(
                BatchErrorCode.NotFound,
                $"There is no job definition '{request.Name}'{(request.Revision is { } revision ? FormattableString.Invariant($" of revision {revision}") : string.Empty)}.",
                request.Name);
        if (definition.IsActive)
        {
            _core.Commit(new StateChange { DefinitionPut = definition with { IsActive = false } });
        }
    }

    public JobDefinition? Find(DefinitionRequest request) =>
        request.Revision is { } revision ? Definitions.Find(request.Name, revision) : Definitions.FindLatestActive(request.Name);
}
