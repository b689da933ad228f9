namespace MultiBatch.Costs.Catalogue;

/// <summary>How often spot machines of a type are taken back, in the classes of the AWS Spot Advisor: the share that is taken back within a month.</summary>
public enum InterruptionClass
{
    /// <summary>Not known. Estimates count with 12.5 % a month.</summary>
    Unknown = 0,

    /// <summary>Less than 5 %.</summary>
    Below5Percent = 1,

    /// <summary>5 to 10 %.</summary>
    From5To10Percent = 2,

    /// <summary>10 to 15 %.</summary>
    From10To15Percent = 3,

    /// <summary>15 to 20 %.</summary>
    From15To20Percent = 4,

    /// <summary>More than 20 %. Estimates count with 25 %.</summary>
    Above20Percent = 5,
}
