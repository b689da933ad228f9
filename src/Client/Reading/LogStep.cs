namespace MultiBatch.Reading;

/// <summary>What follows a page of a log.</summary>
internal enum LogStep
{
    /// <summary>There may be more at once.</summary>
    More,

    /// <summary>Nothing for now.</summary>
    Waiting,

    /// <summary>Nothing ever again.</summary>
    Over,
}
