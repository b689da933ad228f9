namespace MultiBatch.Providers.Aws.Planning;

/// <summary>Why some things cannot be had; the same words in plans and in capabilities.</summary>
internal static class AwsReasons
{
    public const string MachineType = "the service chooses the machine from those of the queue's environments; a job of one node cannot name one";
    public const string Disk = "on EC2 a job cannot ask for disks: they come with the environment's launch template";
    public const string Exclusive = "the service places jobs side by side";
    public const string Parallelism = "the service runs as many children as the environments hold";
    public const string Image = "jobs run in containers: an image is needed";
    public const string MaxMemory = "an environment is as large as its vCPUs; memory follows from the instance types";
}
