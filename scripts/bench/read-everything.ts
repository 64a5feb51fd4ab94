// Reads all customers ten times, in a process of its own: decoding them must not be measured as the server's time.
import mongoose from 'mongoose';

const [uri = ''] = process.argv.slice(2);
await mongoose.connect(uri);
for (let i = 0; i < 10; i++) await mongoose.connection.collection('customers').find().toArray();
await mongoose.disconnect();
