using Microsoft.Extensions.Hosting;
using NightlyTraining;

Nightly.CreateHost(args).Run();
