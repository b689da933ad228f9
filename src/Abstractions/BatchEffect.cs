namespace MultiBatch;

/// <summary>Whether a failed call changed anything on the provider's side.</summary>
public enum BatchEffect
{
    /// <summary>The call changed nothing; it may be sent again.</summary>
    None = 0,

    /// <summary>The call was carried out although it ended in an error.</summary>
    Applied = 1,

    /// <summary>Nobody can tell: the reply was lost. A submit is settled by looking its submission id up.</summary>
    Unknown = 2,
}
