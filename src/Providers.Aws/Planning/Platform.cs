namespace MultiBatch.Providers.Aws.Planning;

/// <summary>What a queue's environments run jobs on. One queue has one kind only.</summary>
internal enum Platform
{
    /// <summary>Instances of the account.</summary>
    Ec2 = 0,

    /// <summary>No machines to see.</summary>
    Fargate = 1,
}
