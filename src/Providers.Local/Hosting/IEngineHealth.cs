namespace MultiBatch.Providers.Local.Hosting;

/// <summary>What an engine of this process may say beside its operations.</summary>
internal interface IEngineHealth
{
    /// <summary>Why the engine accepts nothing more and has to be opened again; null while all is well.</summary>
    BatchException? Failure { get; }
}
