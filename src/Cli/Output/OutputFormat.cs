namespace MultiBatch.Cli.Output;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    /// <summary>Aligned columns for people.</summary>
    Table,

    /// <summary>The documented JSON, one document a run.</summary>
    Json,

    /// <summary>The same as YAML.</summary>
    Yaml,
}
