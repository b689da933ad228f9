using MultiBatch.Providers.Local.Engine.Contract;

namespace MultiBatch.Providers.Local.Hosting.Operations;

/// <summary>One method of <see cref="ILocalEngine"/>, as the two ends of a connection see it.</summary>
internal abstract class EngineOperation
{
    protected EngineOperation(string name, bool changes)
    {
        Name = name;
        Changes = changes;
    }

    /// <summary>The name in a request.</summary>
    public string Name { get; }

    /// <summary>Whether it changes anything. What only reads may be asked again when the answer was lost.</summary>
    public bool Changes { get; }

    /// <summary>Carries out a request at the engine's end.</summary>
    public abstract Task<byte[]> HandleAsync(ILocalEngine engine, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);
}
