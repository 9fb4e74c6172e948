Console.WriteLine("NeuronPursuit quick start");
