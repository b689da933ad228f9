using System.CommandLine;

var root = new RootCommand("Batch jobs, the same on AWS Batch, Azure Batch, Google Batch and this machine.");
return await root.Parse(args).InvokeAsync();
